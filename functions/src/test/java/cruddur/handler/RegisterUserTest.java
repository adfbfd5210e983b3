package cruddur.handler;

import static cruddur.handler.fixture.CognitoEvents.postAuthentication;
import static cruddur.handler.fixture.CognitoEvents.postConfirmation;
import static cruddur.handler.fixture.CognitoEvents.preSignUp;
import static cruddur.handler.fixture.CognitoEvents.userAttributes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.users.ReservationKind;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The triggers of the user pool: a sign-up reserves a handle, the confirmation turns it into a
 * profile, and no other user can take it.
 */
class RegisterUserTest {

  private static final String TAKEN = "This handle is taken. Please choose another.";
  private static final String TAKEN_MEANWHILE =
      "This handle now belongs to another user. Please ask for this account to be deleted, then sign up with another handle.";
  private static final String UNUSABLE =
      "A handle has 1 to 30 characters, of a to z, 0 to 9 and _. Please choose another.";

  private static final String SUB = "5ab00000-0000-4000-8000-00000000000a";
  private static final String OTHER_SUB = "5ab00000-0000-4000-8000-00000000000b";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  @Test
  void aSignUpReservesItsHandleForHalfAnHour() {
    system.trigger(preSignUp(SUB, "alpha"));

    String digest = ReservationKind.SIGN_UP.emailDigest(CognitoEvents.email(SUB)).orElseThrow();
    assertEquals(
        Set.of(
            Map.of(
                "pk", AttributeValue.fromS("HDL#alpha"),
                "sk", AttributeValue.fromS("PROFILE"),
                "owner", AttributeValue.fromS(SUB),
                "email_digest", AttributeValue.fromS(digest),
                "expires_at", AttributeValue.fromN("1795354660")),
            Map.of(
                "pk", AttributeValue.fromS("EML#" + digest),
                "sk", AttributeValue.fromS("RESERVATION"),
                "user_handle", AttributeValue.fromS("alpha"),
                "expires_at", AttributeValue.fromN("1795354660"))),
        system.table().items());
  }

  @Test
  void confirmationTurnsTheReservationIntoTheProfile() {
    system.trigger(preSignUp(SUB, "alpha"));
    system.trigger(postConfirmation(SUB, "alpha"));

    Map<String, AttributeValue> profile =
        Map.of(
            "sk", AttributeValue.fromS("PROFILE"),
            "user_uuid", AttributeValue.fromS(MessagingSystem.uuid(1)),
            "user_handle", AttributeValue.fromS("alpha"),
            "user_display_name", AttributeValue.fromS("Sample alpha"));
    assertEquals(
        Set.of(withKey("SUB#" + SUB, profile), withKey("HDL#alpha", profile)), profileItems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PreSignUp_SignUp",
        "PreSignUp_AdminCreateUser",
        "PreSignUp_ExternalProvider",
        "PostConfirmation_ConfirmSignUp",
        "PostConfirmation_ConfirmForgotPassword",
        "PostAuthentication_Authentication",
        "TokenGeneration_Authentication",
      })
  void everyTriggerReturnsItsEvent(String source) {
    Map<String, Object> event = CognitoEvents.afterSignUp(source, SUB, "alpha");

    Map<String, Object> response = system.trigger(event);

    assertEquals(CognitoEvents.afterSignUp(source, SUB, "alpha"), response);
  }

  @Test
  void aRepeatedTriggerChangesNothing() {
    for (Map<String, Object> event :
        List.of(
            preSignUp(SUB, "alpha"),
            postConfirmation(SUB, "alpha"),
            postAuthentication(SUB, "alpha"))) {
      system.trigger(event);
      Set<Map<String, AttributeValue>> before = system.table().items();
      system.trigger(event);
      assertEquals(before, system.table().items());
    }
  }

  @Test
  void aReservedOrOwnedHandleIsTaken() {
    system.trigger(preSignUp(SUB, "alpha"));
    system.refuses(TAKEN, preSignUp(OTHER_SUB, "alpha"));
    system.refuses(TAKEN_MEANWHILE, postConfirmation(OTHER_SUB, "alpha"));

    system.trigger(postConfirmation(SUB, "alpha"));
    system.refuses(TAKEN, preSignUp(OTHER_SUB, "alpha"));
    system.refuses(TAKEN_MEANWHILE, postConfirmation(OTHER_SUB, "alpha"));
    system.clock().advance(Duration.ofDays(10_000));
    system.refuses(TAKEN, preSignUp(OTHER_SUB, "alpha"));
    // Not even the owner can replace their profile by a reservation.
    system.refuses(TAKEN, preSignUp(SUB, "alpha"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Alpha",
        "al pha",
        "alpha-1",
        "alpha.1",
        "@alpha",
        "älpha",
        "al#pha",
        "alpha\n",
        "👋",
        "x23456789012345678901234567890_"
      })
  void aHandleHasUpTo30LowercaseLettersDigitsAndUnderscores(String handle) {
    system.refuses(UNUSABLE, preSignUp(SUB, handle));
    system.refuses(UNUSABLE, postConfirmation(SUB, handle));
  }

  @Test
  void aSignUpWithoutAHandleIsRefused() {
    Map<String, Object> event = preSignUp(SUB, "alpha");
    userAttributes(event).remove("preferred_username");

    system.refuses(UNUSABLE, event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "_", "alpha_1", "x2345678901234567890123456789_"})
  void validHandlesAreAccepted(String handle) {
    assertEquals(handle, system.signUp(handle).handle());
  }

  @Test
  void aUserWithoutANameIsShownByTheirHandle() {
    Map<String, Object> event = postConfirmation(SUB, "alpha");
    userAttributes(event).remove("name");
    system.trigger(event);

    assertEquals("alpha", system.showUserShort("@alpha").send().field("display_name"));
  }

  @Test
  void oneOfManyConcurrentSignUpsGetsTheHandle() throws Exception {
    List<Boolean> succeeded =
        ConcurrentRuns.run(
            8,
            number ->
                system.succeeds(
                    preSignUp("5ab00000-0000-4000-8000-00000000000" + number, "alpha")));

    assertEquals(1, Collections.frequency(succeeded, true));
    assertEquals(1, profileItems().size());
  }

  @Test
  void oneOfManyConcurrentConfirmationsGetsTheProfile() throws Exception {
    List<Boolean> succeeded =
        ConcurrentRuns.run(
            8,
            number ->
                system.succeeds(
                    postConfirmation("5ab00000-0000-4000-8000-00000000000" + number, "alpha")));

    String winner = "SUB#5ab00000-0000-4000-8000-00000000000" + succeeded.indexOf(true);
    assertEquals(succeeded.indexOf(true), succeeded.lastIndexOf(true));
    assertEquals(
        system.table().partition(winner).getFirst().get("user_uuid"),
        system.table().partition("HDL#alpha").getFirst().get("user_uuid"));
    assertEquals(2, profileItems().size());
  }

  @Test
  void concurrentDeliveriesOfATriggerMakeOneProfile() throws Exception {
    system.trigger(preSignUp(SUB, "alpha"));

    List<Boolean> succeeded =
        ConcurrentRuns.run(4, number -> system.succeeds(postConfirmation(SUB, "alpha")));

    assertEquals(List.of(true, true, true, true), succeeded);
    assertEquals(
        system.table().partition("SUB#" + SUB).getFirst().get("user_uuid"),
        system.table().partition("HDL#alpha").getFirst().get("user_uuid"));
    assertEquals(2, profileItems().size());
  }

  @Test
  void aReservationExpiresAfterHalfAnHourEvenIfItsRowStillExists() {
    system.trigger(preSignUp(SUB, "alpha"));
    system.clock().set("2026-11-22T13:37:39.999999Z");
    system.refuses(TAKEN, preSignUp(OTHER_SUB, "alpha"));

    system.clock().set("2026-11-22T13:37:40Z");
    system.trigger(preSignUp(OTHER_SUB, "alpha"));

    assertEquals(OTHER_SUB, system.table().partition("HDL#alpha").getFirst().get("owner"));
    system.refuses(TAKEN_MEANWHILE, postConfirmation(SUB, "alpha"));
    system.trigger(postConfirmation(OTHER_SUB, "alpha"));
    assertEquals(1, system.table().partition("SUB#" + OTHER_SUB).size());
  }

  @Test
  void aLateConfirmationGetsTheHandleIfItIsStillFree() {
    system.trigger(preSignUp(SUB, "alpha"));
    system.clock().advance(Duration.ofDays(7));

    system.trigger(postConfirmation(SUB, "alpha"));

    assertEquals(200, system.showUserShort("@alpha").send().status());
  }

  @Test
  void aLateConfirmationGetsItsHandleAtASignInAfterAnotherReservationHasExpired() {
    system.trigger(preSignUp(SUB, "alpha"));
    system.clock().advance(Duration.ofMinutes(30));
    system.trigger(preSignUp(OTHER_SUB, "alpha"));
    system.refuses(TAKEN_MEANWHILE, postConfirmation(SUB, "alpha"));
    assertSucceedsLogging("TAKEN", postAuthentication(SUB, "alpha"));

    system.clock().advance(Duration.ofMinutes(30));
    system.trigger(postAuthentication(SUB, "alpha"));

    assertEquals(200, system.showUserShort("@alpha").send().status());
    assertEquals(1, system.table().partition("SUB#" + SUB).size());
  }

  @Test
  void aUserCreatedByAnAdministratorGetsTheirProfileAtTheFirstSignIn() {
    system.trigger(preSignUp("PreSignUp_AdminCreateUser", SUB, "alpha"));
    assertEquals(404, system.showUserShort("@alpha").send().status());

    system.trigger(postAuthentication(SUB, "alpha"));

    assertEquals(
        JsonText.object(
            "uuid", MessagingSystem.uuid(1), "handle", "alpha", "display_name", "Sample alpha"),
        system.showUserShort("@alpha").send().body());
    assertEquals(1, system.table().partition("SUB#" + SUB).size());
  }

  @Test
  void theHandleOfAUserCreatedByAnAdministratorIsReservedForAWeek() {
    system.trigger(preSignUp("PreSignUp_AdminCreateUser", SUB, "alpha"));
    system.clock().advance(Duration.ofDays(7).minusSeconds(1));

    assertThrows(
        SignUpRefusedException.class, () -> system.trigger(preSignUp("another-sub", "alpha")));

    system.trigger(postAuthentication(SUB, "alpha"));
    assertEquals(200, system.showUserShort("@alpha").send().status());
  }

  @Test
  void aPasswordResetChangesNothing() {
    SampleUser alpha = system.signUp("alpha");
    Set<Map<String, AttributeValue>> before = system.table().items();

    system.trigger(
        CognitoEvents.afterSignUp("PostConfirmation_ConfirmForgotPassword", alpha.sub(), "alpha"));
    system.trigger(
        CognitoEvents.afterSignUp("PostConfirmation_ConfirmForgotPassword", OTHER_SUB, "beta"));

    assertEquals(before, system.table().items());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beta", "gamma", "", "Not A Handle"})
  void changedAttributesChangeNoRow(String newHandle) {
    SampleUser alpha = system.signUp("alpha");
    system.signUp("beta");
    Set<Map<String, AttributeValue>> before = system.table().items();

    system.trigger(postAuthentication(alpha.sub(), newHandle));
    system.trigger(postConfirmation(alpha.sub(), newHandle));

    assertEquals(before, system.table().items());
  }

  @Test
  void aSignInRestoresTheMissingHandleRow() {
    SampleUser alpha = system.signUp("alpha");
    Set<Map<String, AttributeValue>> complete = system.table().items();
    system.table().deleteItem("HDL#alpha", "PROFILE");

    system.trigger(postAuthentication(alpha.sub(), "alpha"));

    assertEquals(complete, system.table().items());
  }

  @Test
  void aSignInNeverTakesAnotherUsersHandle() {
    SampleUser alpha = system.signUp("alpha");
    system.table().deleteItem("HDL#alpha", "PROFILE");
    SampleUser other = system.signUp("alpha");
    Set<Map<String, AttributeValue>> before = system.table().items();

    assertSucceedsLogging("TAKEN", postAuthentication(alpha.sub(), "alpha"));
    assertSucceedsLogging("TAKEN", postAuthentication(OTHER_SUB, "alpha"));

    assertEquals(before, system.table().items());
    assertEquals(other.uuid(), system.showUserShort("@alpha").send().field("uuid"));
  }

  @Test
  void aSignInWithAnInvalidHandleSucceeds() {
    assertSucceedsLogging("UNUSABLE", postAuthentication(SUB, "Not A Handle"));
    assertEquals(Set.of(), system.table().items());
  }

  @Test
  void aSignInSucceedsWhileTheTableIsUnavailable() {
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });

    assertSucceedsLogging("RowsUnavailableException", postAuthentication(SUB, "alpha"));
  }

  @Test
  void aSignUpIsRefusedWhileTheTableIsUnavailable() {
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });

    String tryLater = "Signing up does not work at the moment. Please try again later.";
    system.refuses(tryLater, preSignUp(SUB, "alpha"));
    system.refuses(tryLater, postConfirmation(SUB, "alpha"));
  }

  @Test
  void everyTriggerSendsFewRequests() {
    system.trigger(preSignUp(SUB, "alpha"));
    assertEquals(List.of("transact"), system.rows().takeNames());
    system.trigger(postConfirmation(SUB, "alpha"));
    assertEquals(List.of("get", "transact"), system.rows().takeNames());
    system.trigger(postAuthentication(SUB, "alpha"));
    assertEquals(List.of("get", "get"), system.rows().takeNames());
  }

  /** The items of profiles and reserved handles. */
  private Set<Map<String, AttributeValue>> profileItems() {
    return system.table().items().stream()
        .filter(item -> !item.get("pk").s().startsWith("EML#"))
        .collect(Collectors.toSet());
  }

  private void assertSucceedsLogging(String word, Map<String, Object> event) {
    system.log().takeLines();
    assertEquals(event, system.trigger(event));
    String line = system.log().takeLine();
    assertTrue(line.contains(word), line);
  }

  private static Map<String, AttributeValue> withKey(String pk, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> complete = new HashMap<>(item);
    complete.put("pk", AttributeValue.fromS(pk));
    return complete;
  }
}
