package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The caller's own profile, and where their live events are. */
class ShowMeTest {

  private static final String UUID = "00000000-0000-4000-8000-000000000002";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;

  @BeforeEach
  void signUp() {
    alpha = system.signUp("alpha");
  }

  @Test
  void theCallerLearnsTheirProfileAndTheirChannel() {
    assertEquals(
        ok(
            "{\"uuid\":\""
                + alpha.uuid()
                + "\",\"handle\":\"alpha\",\"display_name\":\"Sample alpha\",\"live\":{"
                + "\"url\":\"wss://live-realtime.example/event/realtime\",\"host\":\"live.example\","
                + "\"channel\":\"/members/"
                + alpha.uuid()
                + "\"}}"),
        system.showMe(alpha).send());
  }

  @Test
  void withoutLiveEventsThereIsNoChannel() {
    system.useLiveVariables(Map.of(LiveVariables.CLIENT_URL, "", LiveVariables.CLIENT_HOST, ""));

    assertEquals(
        ok(
            "{\"uuid\":\""
                + alpha.uuid()
                + "\",\"handle\":\"alpha\",\"display_name\":\"Sample alpha\",\"live\":null}"),
        system.showMe(alpha).send());
  }

  @Test
  void aUserWhoseUuidCannotBePartOfAChannelHasNone() {
    system
        .table()
        .putItem(
            Map.of(
                "pk", "SUB#some-sub",
                "sk", "PROFILE",
                "user_uuid", "*",
                "user_handle", "star",
                "user_display_name", "Star"));

    assertEquals(
        ok("{\"uuid\":\"*\",\"handle\":\"star\",\"display_name\":\"Star\",\"live\":null}"),
        system.showMe(new SampleUser("some-sub", alpha.profile())).send());
  }

  @Test
  void anIdTokenAndASignInWithoutAProfileAreRefused() {
    system.refuses(
        system.showMe(alpha).withClaims(alpha.idTokenClaims()), 401, "access_token_required");
    system.refuses(
        system.showMe(new SampleUser(UUID, alpha.profile())), 403, "user_profile_missing");
  }

  private static FunctionResponse ok(String json) {
    return new FunctionResponse(200, Map.of("content-type", "application/json"), json);
  }
}
