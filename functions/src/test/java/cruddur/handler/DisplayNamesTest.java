package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A display name has 1 to 50 characters, at least one of them visible. */
class DisplayNamesTest {

  private static final String SUB = "5ab00000-0000-4000-8000-00000000ffff";
  private static final String FIFTY = "👋".repeat(50);

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;

  @BeforeEach
  void signUp() {
    alpha = system.signUp("alpha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PreSignUp_SignUp", "PreSignUp_AdminCreateUser"})
  void aSignUpWithALongerNameIsRefused(String source) {
    Map<String, Object> event = CognitoEvents.preSignUp(source, SUB, "delta");
    var before = system.table().items();

    SignUpRefusedException refused =
        assertThrows(SignUpRefusedException.class, () -> system.trigger(named(event, FIFTY + "x")));

    assertEquals(
        "A name has up to 50 characters. Please choose a shorter one.", refused.getMessage());
    assertEquals(before, system.table().items());
    system.trigger(named(event, FIFTY));
  }

  @Test
  void aLongerNameOfAnotherProviderIsCut() {
    system.trigger(
        named(CognitoEvents.preSignUp("PreSignUp_ExternalProvider", SUB, "delta"), FIFTY + "x"));
    system.trigger(named(CognitoEvents.postConfirmation(SUB, "delta"), FIFTY + "x"));

    assertEquals(FIFTY, nameOf("delta"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2800", "\u3164", "\u200B\u0301", "\uFE0F"})
  void whereNothingCanBeSeenTheHandleIsTheName(String name) {
    system.trigger(named(CognitoEvents.preSignUp(SUB, "delta"), name));
    system.trigger(named(CognitoEvents.postConfirmation(SUB, "delta"), name));

    assertEquals("delta", nameOf("delta"));
  }

  @Test
  void storedNamesAreReadLikeNewOnes() {
    SampleUser beta = system.signUp("beta");
    String group = system.start(alpha, beta, "hello");
    for (Map<String, String> row :
        List.of(
            system.table().partition("HDL#alpha").getFirst(),
            system.table().partition("MSG#" + group).getFirst(),
            system.table().groupRows(beta).getFirst())) {
      system.table().putItem(row, "user_display_name", "A".repeat(2048));
    }

    List<String> cut = List.of("A".repeat(50));
    assertEquals("A".repeat(50), nameOf("alpha"));
    assertEquals(cut, system.listMessages(beta, group).send().each("display_name"));
    assertEquals(cut, system.listMessageGroups(beta).send().each("display_name"));

    system
        .table()
        .putItem(system.table().partition("HDL#alpha").getFirst(), "user_display_name", "");
    assertEquals("alpha", nameOf("alpha"));
  }

  @Test
  void theNextMessageShowsItsTextBesideALongStoredName() {
    SampleUser beta = system.signUp("beta");
    String group = system.start(alpha, beta, "hello");
    for (SampleUser member : List.of(alpha, beta)) {
      Map<String, String> row = system.table().groupRows(member).getFirst();
      system.table().putItem(row, "user_display_name", "A".repeat(2048));
    }
    system.clock().set("2026-11-22T13:07:50Z");
    system.post(alpha, group, "a new text");

    system.deliver();

    assertEquals(List.of("a new text"), system.listMessageGroups(alpha).send().each("message"));
    assertEquals(List.of("a new text"), system.listMessageGroups(beta).send().each("message"));
  }

  private String nameOf(String handle) {
    return system.showUserShort("@" + handle).send().field("display_name");
  }

  private static Map<String, Object> named(Map<String, Object> event, String name) {
    Map<?, ?> request = (Map<?, ?>) event.get("request");
    @SuppressWarnings("unchecked")
    Map<String, Object> attributes = (Map<String, Object>) request.get("userAttributes");
    attributes.put("name", name);
    return event;
  }
}
