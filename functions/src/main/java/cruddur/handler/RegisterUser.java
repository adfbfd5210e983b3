package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.LogEntry;
import cruddur.handler.snapstart.Priming;
import cruddur.messaging.port.RowsContendedException;
import cruddur.messaging.text.DisplayName;
import cruddur.messaging.users.Registration;
import cruddur.messaging.users.Registration.HandleState;
import cruddur.messaging.users.ReservationKind;
import java.util.Map;
import java.util.Optional;

/**
 * Sign-up, by triggers of the Cognito user pool: pre-sign-up reserves the handle, confirmation
 * creates the profile, and each sign-in repairs it. A sign-in is never refused here.
 *
 * <p>The triggers have three event shapes, and Cognito requires the same event back: the event is a
 * map because each type of aws-lambda-java-events would lose fields of the others.
 */
public final class RegisterUser
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private final InvocationLogger invocations;
  private final Registration registration;

  public RegisterUser() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, Map.class, Map.class, invocations.log());
  }

  public RegisterUser(Wiring wiring) {
    this.invocations = wiring.invocations();
    this.registration = wiring.registration();
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    return invocations.run(
        context,
        entry -> {
          try {
            respond(event, entry);
            return event;
          } catch (SignUpRefusedException e) {
            // Lambda counts every exception as an error. The alarm on errors subtracts these.
            entry.count("refusedRegistrations", 1);
            throw e;
          }
        });
  }

  private void respond(Map<String, Object> event, LogEntry entry) {
    Object source = event.get("triggerSource");
    boolean isSignIn = CognitoTrigger.SIGN_IN.equals(source);
    HandleState state;
    try {
      CognitoTrigger trigger = CognitoTrigger.of(event);
      entry.put("trigger", trigger.source());
      Optional<HandleState> found = apply(trigger);
      entry.put("outcome", found.map(HandleState::name).orElse("IGNORED"));
      state = found.orElse(HandleState.HELD);
    } catch (RuntimeException e) {
      entry.failed(e);
      if (e instanceof RowsContendedException) {
        // Not a failure: anybody can send concurrent sign-ups for one handle.
        entry.put("outcome", "CONTENDED");
      } else {
        entry.put("outcome", "FAILED").count("failedRegistrations", 1);
      }
      if (isSignIn) {
        return;
      }
      // Without the cause: Lambda logs what is thrown, and Cognito shows the message.
      throw new SignUpRefusedException(
          "Signing up does not work at the moment. Please try again later.");
    }
    if (!isSignIn) {
      refuseUnlessHeld(state, CognitoTrigger.CONFIRMATION.equals(source));
    } else if (state != HandleState.HELD) {
      entry.level(LogEntry.Level.WARN);
    }
  }

  private Optional<HandleState> apply(CognitoTrigger trigger) {
    return switch (trigger.source()) {
      case "PreSignUp_SignUp" ->
          Optional.of(reserveUnlessNameIsTooLong(trigger, ReservationKind.SIGN_UP));
      case "PreSignUp_AdminCreateUser" ->
          Optional.of(reserveUnlessNameIsTooLong(trigger, ReservationKind.INVITATION));
      // The name is that of another provider: a long one is cut.
      case "PreSignUp_ExternalProvider" -> Optional.of(reserve(trigger, ReservationKind.SIGN_UP));
      case CognitoTrigger.CONFIRMATION, CognitoTrigger.SIGN_IN ->
          Optional.of(registration.complete(trigger.registrant()));
      default -> Optional.empty();
    };
  }

  private HandleState reserveUnlessNameIsTooLong(CognitoTrigger trigger, ReservationKind kind) {
    return DisplayName.isTooLong(trigger.displayName())
        ? HandleState.NAME_TOO_LONG
        : reserve(trigger, kind);
  }

  private HandleState reserve(CognitoTrigger trigger, ReservationKind kind) {
    return registration.reserve(kind, trigger.applicant());
  }

  private static void refuseUnlessHeld(HandleState state, boolean isConfirmation) {
    switch (state) {
      case HELD -> {}
      case TAKEN ->
          throw new SignUpRefusedException(
              isConfirmation
                  ? "This handle now belongs to another user. Please ask for this account to be deleted, then sign up with another handle."
                  : "This handle is taken. Please choose another.");
      case UNUSABLE ->
          throw new SignUpRefusedException(
              "A handle has 1 to 30 characters, of a to z, 0 to 9 and _. Please choose another.");
      case NAME_TOO_LONG ->
          throw new SignUpRefusedException(
              "A name has up to %d characters. Please choose a shorter one."
                  .formatted(DisplayName.MAX_CODE_POINTS));
    }
  }
}
