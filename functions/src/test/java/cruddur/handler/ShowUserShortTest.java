package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /api/users/{handle}/short}. */
class ShowUserShortTest {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;

  @BeforeEach
  void signUp() {
    alpha = system.signUp("alpha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@alpha", "@ALPHA", "@Alpha"})
  void aUserIsFoundByHandleWithoutAToken(String written) {
    assertEquals(
        new FunctionResponse(
            200,
            Map.of("content-type", "application/json"),
            JsonText.object(
                "uuid", alpha.uuid(), "handle", "alpha", "display_name", "Sample alpha")),
        system.showUserShort(written).send());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpha",
        "@nobody",
        "@@alpha",
        "@",
        "",
        "@ ",
        "@al pha",
        "@alpha ",
        " @alpha",
        "@alpha/",
        "@al/pha",
        "@alpha#",
        "@HDL#alpha",
        "@alpha\n",
        "@\0",
        "@👋",
        "@\uD83D",
        "@null",
        "@undefined",
      })
  void anUnknownOrInvalidHandleIsNotFound(String written) {
    system.refuses(system.showUserShort(written), 404, "user_not_found");
  }

  @Test
  void anOverlongHandleIsNotFound() {
    system.refuses(system.showUserShort("@" + "x".repeat(3000)), 404, "user_not_found");
    system.refuses(system.showUserShort("@" + "👋".repeat(128)), 404, "user_not_found");
  }

  @Test
  void aReservedHandleIsNotFound() {
    system.trigger(CognitoEvents.preSignUp("5ab00000-0000-4000-8000-00000000ffff", "gamma"));

    system.refuses(system.showUserShort("@gamma"), 404, "user_not_found");
  }

  @Test
  void aLegacyHandleIsShownAsItIsStored() {
    system
        .table()
        .putItem(
            Map.of(
                "pk", "HDL#mixed.case-1",
                "sk", "PROFILE",
                "user_uuid", "a1a1a1a1-0000-4000-8000-000000000001",
                "user_handle", "Mixed.Case-1",
                "user_display_name", "Sample"));

    assertEquals("Mixed.Case-1", system.showUserShort("@mixed.case-1").send().field("handle"));
    assertEquals("Mixed.Case-1", system.showUserShort("@Mixed.Case-1").send().field("handle"));
  }
}
