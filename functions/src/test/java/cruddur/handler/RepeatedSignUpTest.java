package cruddur.handler;

import static cruddur.handler.fixture.CognitoEvents.postAuthentication;
import static cruddur.handler.fixture.CognitoEvents.postConfirmation;
import static cruddur.handler.fixture.CognitoEvents.preSignUp;
import static cruddur.handler.fixture.CognitoEvents.userAttributes;
import static cruddur.handler.fixture.CognitoEvents.withEmail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.messaging.users.ReservationKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sign-ups that are repeated under another user name of the pool: the same email address keeps its
 * handle, and holds one handle at a time.
 */
class RepeatedSignUpTest {

  private static final String TAKEN = "This handle is taken. Please choose another.";
  private static final String TAKEN_MEANWHILE =
      "This handle now belongs to another user. Please ask for this account to be deleted, then sign up with another handle.";

  private static final String FIRST = "5ab00000-0000-4000-8000-00000000000a";
  private static final String SECOND = "5ab00000-0000-4000-8000-00000000000b";
  private static final String STRANGER = "5ab00000-0000-4000-8000-00000000000c";
  private static final String EMAIL = "river@example.com";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  @ParameterizedTest
  @ValueSource(strings = {EMAIL, "River@Example.COM", " river@example.com "})
  void theSameEmailAddressTakesOverItsReservationAtOnce(String email) {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));

    system.trigger(withEmail(email, preSignUp(SECOND, "river")));
    system.trigger(withEmail(email, postConfirmation(SECOND, "river")));

    assertEquals(1, system.table().partition("SUB#" + SECOND).size());
    assertEquals(200, system.showUserShort("@river").send().status());
  }

  @Test
  void anotherEmailAddressWaitsUntilTheReservationExpires() {
    system.trigger(withEmail("riv@example.com", preSignUp(FIRST, "river")));
    system.refuses(TAKEN, withEmail(EMAIL, preSignUp(SECOND, "river")));
    system.clock().advance(Duration.ofMinutes(30));

    system.trigger(withEmail(EMAIL, preSignUp(SECOND, "river")));

    assertEquals(SECOND, owner("river"));
  }

  @Test
  void eitherSignUpOfAnEmailAddressCanBeConfirmed() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.trigger(withEmail(EMAIL, preSignUp(SECOND, "river")));

    system.trigger(withEmail(EMAIL, postConfirmation(FIRST, "river")));

    assertEquals(1, system.table().partition("SUB#" + FIRST).size());
    system.refuses(TAKEN_MEANWHILE, withEmail(EMAIL, postConfirmation(SECOND, "river")));
  }

  @Test
  void anUnverifiedEmailAddressGetsNoReservationOfAnotherUser() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    Map<String, Object> confirmation = withEmail(EMAIL, postConfirmation(STRANGER, "river"));
    userAttributes(confirmation).put("email_verified", "false");
    Map<String, Object> signIn = withEmail(EMAIL, postAuthentication(STRANGER, "river"));
    userAttributes(signIn).remove("email_verified");

    system.refuses(TAKEN_MEANWHILE, confirmation);
    system.trigger(signIn);

    assertEquals(FIRST, owner("river"));
    assertEquals(List.of(), system.table().partition("SUB#" + STRANGER));
  }

  @Test
  void aSignUpNeverTakesTheHandleOfAProfileOfItsEmailAddress() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.trigger(withEmail(EMAIL, postConfirmation(FIRST, "river")));

    system.refuses(TAKEN, withEmail(EMAIL, preSignUp(SECOND, "river")));
    system.refuses(TAKEN_MEANWHILE, withEmail(EMAIL, postConfirmation(SECOND, "river")));
  }

  @Test
  void aSecondHandleOfAnEmailAddressFreesTheFirst() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.refuses(TAKEN, preSignUp(STRANGER, "river"));

    system.trigger(withEmail(EMAIL, preSignUp(SECOND, "brook")));
    system.refuses(TAKEN, preSignUp(STRANGER, "brook"));
    system.trigger(preSignUp(STRANGER, "river"));

    assertEquals(STRANGER, owner("river"));
    assertEquals(SECOND, owner("brook"));
    system.trigger(postConfirmation(STRANGER, "river"));
    system.trigger(withEmail(EMAIL, postConfirmation(SECOND, "brook")));
    system.refuses(TAKEN_MEANWHILE, withEmail(EMAIL, postConfirmation(FIRST, "river")));
  }

  @Test
  void aConfirmationTakesAHandleWhoseEmailAddressHasReservedAnother() {
    system.trigger(preSignUp(STRANGER, "river"));
    system.clock().advance(Duration.ofMinutes(30));
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.refuses(TAKEN_MEANWHILE, postConfirmation(STRANGER, "river"));
    system.trigger(withEmail(EMAIL, preSignUp(SECOND, "brook")));

    system.trigger(postConfirmation(STRANGER, "river"));

    assertEquals(1, system.table().partition("SUB#" + STRANGER).size());
  }

  @Test
  void anEmailAddressCanReturnToItsFirstHandle() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "brook")));
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));

    system.refuses(TAKEN, preSignUp(STRANGER, "river"));
    system.trigger(preSignUp(STRANGER, "brook"));
  }

  @Test
  void aRefusedSignUpKeepsTheReservationOfItsEmailAddress() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.trigger(preSignUp(STRANGER, "brook"));

    system.refuses(TAKEN, withEmail(EMAIL, preSignUp(SECOND, "brook")));

    system.refuses(TAKEN, preSignUp(STRANGER, "river"));
  }

  @Test
  void aSignUpWithoutAnEmailAddressHoldsItsHandleByItsUserName() {
    system.trigger(withEmail(" ", preSignUp(FIRST, "river")));
    Map<String, Object> other = preSignUp(SECOND, "river");
    userAttributes(other).remove("email");

    system.refuses(TAKEN, other);

    assertEquals(FIRST, owner("river"));
    assertEquals(1, system.table().items().size());
  }

  @Test
  void aReservationOfAnEarlierVersionBelongsToItsUserName() {
    system
        .table()
        .putAttributes(
            Map.of(
                "pk", AttributeValue.fromS("HDL#river"),
                "sk", AttributeValue.fromS("PROFILE"),
                "owner", AttributeValue.fromS(FIRST),
                "expires_at", AttributeValue.fromN("1795439260")));

    system.refuses(TAKEN, withEmail(EMAIL, preSignUp(SECOND, "river")));
    system.refuses(TAKEN_MEANWHILE, withEmail(EMAIL, postConfirmation(SECOND, "river")));
    system.trigger(withEmail(EMAIL, postConfirmation(FIRST, "river")));
  }

  @Test
  void aMalformedEmailRowFreesNothing() {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    String digest = ReservationKind.SIGN_UP.emailDigest(EMAIL).orElseThrow();
    system
        .table()
        .putAttributes(
            Map.of(
                "pk", AttributeValue.fromS("EML#" + digest),
                "sk", AttributeValue.fromS("RESERVATION")));

    system.refuses(TAKEN, preSignUp(STRANGER, "river"));
  }

  // -------------------------------------------------------------------------------------------------- administrators

  @Test
  void aSignUpNeitherTakesOverNorFreesTheHandleOfAnInvitation() {
    system.trigger(withEmail(EMAIL, preSignUp("PreSignUp_AdminCreateUser", FIRST, "river")));

    system.refuses(TAKEN, withEmail(EMAIL, preSignUp(SECOND, "river")));
    system.trigger(withEmail(EMAIL, preSignUp(SECOND, "brook")));
    system.refuses(TAKEN, preSignUp(STRANGER, "river"));

    system.trigger(withEmail(EMAIL, postAuthentication(FIRST, "river")));
    assertEquals(1, system.table().partition("SUB#" + FIRST).size());
  }

  @Test
  void anInvitationThatIsRepeatedKeepsItsHandle() {
    system.trigger(withEmail(EMAIL, preSignUp("PreSignUp_AdminCreateUser", FIRST, "river")));

    system.trigger(withEmail(EMAIL, preSignUp("PreSignUp_AdminCreateUser", SECOND, "river")));

    assertEquals(SECOND, owner("river"));
    system.trigger(withEmail(EMAIL, postAuthentication(SECOND, "river")));
    assertEquals(1, system.table().partition("SUB#" + SECOND).size());
  }

  // ------------------------------------------------------------------------------------------------------------ races

  @Test
  void concurrentSignUpsOfAnEmailAddressHoldOneOfTheirHandles() throws Exception {
    ConcurrentRuns.run(
        8, number -> system.succeeds(withEmail(EMAIL, preSignUp(sub(number), "river" + number))));

    List<Boolean> free =
        ConcurrentRuns.run(
            8, number -> system.succeeds(preSignUp(sub(100 + number), "river" + number)));

    assertEquals(1, Collections.frequency(free, false));
  }

  @Test
  void oneOfManyConcurrentTakeoversGetsAFreedHandle() throws Exception {
    system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
    system.trigger(withEmail(EMAIL, preSignUp(SECOND, "brook")));

    List<Boolean> succeeded =
        ConcurrentRuns.run(8, number -> system.succeeds(preSignUp(sub(number), "river")));

    assertEquals(1, Collections.frequency(succeeded, true));
    assertEquals(sub(succeeded.indexOf(true)), owner("river"));
  }

  @Test
  void oneOfManyConcurrentConfirmationsOfAnEmailAddressGetsTheProfile() throws Exception {
    for (int number = 0; number < 8; number++) {
      system.trigger(withEmail(EMAIL, preSignUp(sub(number), "river")));
    }

    List<Boolean> succeeded =
        ConcurrentRuns.run(
            8, number -> system.succeeds(withEmail(EMAIL, postConfirmation(sub(number), "river"))));

    assertEquals(1, Collections.frequency(succeeded, true));
    assertEquals(
        system.table().partition("SUB#" + sub(succeeded.indexOf(true))).getFirst().get("user_uuid"),
        system.table().partition("HDL#river").getFirst().get("user_uuid"));
  }

  // ---------------------------------------------------------------------------------------------------------- privacy

  @Test
  void noRowAndNoLogLineHasTheEmailAddress() {
    String log =
        system.logOf(() -> {
          system.trigger(withEmail(EMAIL, preSignUp(FIRST, "river")));
          system.trigger(withEmail(EMAIL, preSignUp(SECOND, "brook")));
          system.trigger(withEmail(EMAIL, postConfirmation(SECOND, "brook")));
        });

    assertFalse(log.contains("@example.com"), log);
    assertFalse(log.contains(ReservationKind.SIGN_UP.emailDigest(EMAIL).orElseThrow()), log);
    String items = system.table().items().toString();
    assertFalse(items.contains("example.com"), items);
  }

  private static String sub(int number) {
    return "5ab00000-0000-4000-8000-%012d".formatted(number);
  }

  private String owner(String handle) {
    return system.table().partition("HDL#" + handle).getFirst().get("owner");
  }
}
