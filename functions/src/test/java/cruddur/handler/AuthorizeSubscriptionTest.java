package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.SubscriptionEvents;
import cruddur.messaging.port.RowsUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may subscribe to which channel: each user to exactly their own. */
class AuthorizeSubscriptionTest {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private SampleUser beta;

  @BeforeEach
  void signUp() {
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    system.rows().takeRequests();
  }

  @Test
  void aUserIsAdmittedToTheirOwnChannel() {
    assertNull(subscribe("/members/" + alpha.uuid(), alpha.accessTokenClaims()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/members/BETA",
        "/members/*",
        "/*",
        "/*/ALPHA",
        "/members",
        "/members/ALPHA/*",
        "/members/ALPHA/more",
        "/members/ALPHA/ALPHA",
        "/others/ALPHA",
        "/ALPHA/members",
        "/ALPHA",
        "/Members/ALPHA",
        "",
      })
  void everyOtherChannelIsRefused(String channel) {
    String path = channel.replace("ALPHA", alpha.uuid()).replace("BETA", beta.uuid());

    assertEquals(Map.of("error", "channel_refused"), subscribe(path, alpha.accessTokenClaims()));
  }

  @Test
  void anotherCaseOfTheUuidIsAnotherChannel() {
    String uuid = "abcdef00-0000-4000-8000-00000000000a";
    SampleUser other = profile("some-sub", uuid);

    assertNull(subscribe("/members/" + uuid, other.accessTokenClaims()));
    assertEquals(
        Map.of("error", "channel_refused"),
        subscribe("/members/" + uuid.toUpperCase(Locale.ROOT), other.accessTokenClaims()));
  }

  /** A row that somebody has changed must not open the channels of others. */
  @ParameterizedTest
  @ValueSource(strings = {"*", "a/b", "a b", "-a", ""})
  void aUuidThatAddressesMoreThanOneChannelIsRefused(String uuid) {
    SampleUser other = profile("some-sub", uuid);

    assertTrue(
        List.of("channel_refused", "user_profile_missing")
            .contains(subscribe("/members/" + uuid, other.accessTokenClaims()).get("error")));
  }

  @Test
  void anIdTokenIsRefused() {
    assertEquals(
        Map.of("error", "access_token_required"),
        subscribe("/members/" + alpha.uuid(), alpha.idTokenClaims()));
    assertEquals(List.of(), system.rows().takeNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "openid email", "aws.cognito.signin.user.administrator"})
  void aTokenWithoutTheScopeIsRefused(String scope) {
    Map<String, String> claims = new HashMap<>(alpha.accessTokenClaims());
    claims.put("scope", scope);

    assertEquals(
        Map.of("error", "access_token_required"), subscribe("/members/" + alpha.uuid(), claims));
  }

  @Test
  void theScopeMayBeOneOfSeveral() {
    Map<String, String> claims = new HashMap<>(alpha.accessTokenClaims());
    claims.put("scope", "openid aws.cognito.signin.user.admin email");

    assertNull(subscribe("/members/" + alpha.uuid(), claims));
  }

  @Test
  void anEventWithoutAnIdentityIsRefused() {
    Map<String, Object> event =
        SubscriptionEvents.subscription("/members/" + alpha.uuid(), alpha.accessTokenClaims());
    event.put("identity", null);

    assertEquals(Map.of("error", "access_token_required"), system.subscribe(event));
    assertEquals(Map.of("error", "access_token_required"), system.subscribe(Map.of()));
  }

  @Test
  void anotherOperationIsRefused() {
    Map<String, Object> event =
        SubscriptionEvents.subscription("/members/" + alpha.uuid(), alpha.accessTokenClaims());
    Map<String, Object> info = new HashMap<>();
    ((Map<?, ?>) event.get("info")).forEach((name, value) -> info.put((String) name, value));
    info.put("operation", "PUBLISH");
    event.put("info", info);

    assertEquals(Map.of("error", "channel_refused"), system.subscribe(event));
  }

  @Test
  void aUserWhoIsRemovedIsRefusedOnceTheirProfileIsNoLongerCached() {
    String channel = "/members/" + alpha.uuid();
    assertNull(subscribe(channel, alpha.accessTokenClaims()));
    system.table().deleteItem("SUB#" + alpha.sub(), "PROFILE");

    system.clock().advance(Duration.ofMinutes(5));

    assertEquals(
        Map.of("error", "user_profile_missing"), subscribe(channel, alpha.accessTokenClaims()));
  }

  @Test
  void whileTheTableIsUnavailableNobodyIsAdmitted() {
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });
    system.log().takeLines();

    assertEquals(
        Map.of("error", "service_unavailable"),
        subscribe("/members/" + alpha.uuid(), alpha.accessTokenClaims()));
    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"WARN\","), line);
    assertTrue(line.contains("\"failedSubscriptions\":1,"), line);
    assertTrue(
        line.contains("\"Metrics\":[{\"Name\":\"failedSubscriptions\",\"Unit\":\"Count\"}]"), line);
  }

  /** Any user could send as many of them as they like. */
  @Test
  void aRefusalIsNoMetric() {
    system.log().takeLines();

    subscribe("/members/" + beta.uuid(), alpha.accessTokenClaims());
    subscribe("/members/" + alpha.uuid(), alpha.idTokenClaims());

    for (String line : system.log().takeLines()) {
      assertFalse(line.contains("_aws"), line);
    }
  }

  @Test
  void anAdmissionIsOneReadAndOneLine() {
    system.restart();
    system.log().takeLines();
    system.rows().takeRequests();

    assertNull(subscribe("/members/" + alpha.uuid(), alpha.accessTokenClaims()));

    assertEquals(List.of("get"), system.rows().takeNames());
    String line = system.log().takeLine();
    assertTrue(line.contains("\"outcome\":\"admitted\",\"caller\":\"" + alpha.uuid()), line);
    assertFalse(line.contains(alpha.sub()), line);
  }

  private Map<String, Object> subscribe(String channel, Map<String, String> claims) {
    return system.subscribe(SubscriptionEvents.subscription(channel, claims));
  }

  private SampleUser profile(String sub, String uuid) {
    system
        .table()
        .putItem(
            Map.of(
                "pk", "SUB#" + sub,
                "sk", "PROFILE",
                "user_uuid", uuid,
                "user_handle", "other",
                "user_display_name", "Other"));
    return new SampleUser(sub, alpha.profile());
  }
}
