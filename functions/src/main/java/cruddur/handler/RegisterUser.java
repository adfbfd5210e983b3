package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import cruddur.conversation.Registration;
import cruddur.conversation.Registration.HandleState;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-up, on the triggers of the Cognito user pool: pre-sign-up reserves the handle, confirmation
 * makes the profile, and each sign-in repairs what is missing of it, which is also how a user that
 * an administrator made gets his.
 *
 * <p>A taken or unusable handle is refused with a message for whoever signs up. A forgotten
 * password confirms a user anew and changes nothing. A sign-in is never refused from here.
 *
 * <p>One function serves triggers of three shapes, and Cognito wants back exactly what it sent: the
 * event is taken as the map that it is, since each type of aws-lambda-java-events would drop fields
 * of the other two.
 */
public final class RegisterUser
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private static final Logger LOG = LoggerFactory.getLogger(RegisterUser.class);

  private final Registration registration;

  public RegisterUser() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, Map.class, Map.class);
  }

  public RegisterUser(Wiring wiring) {
    this.registration = wiring.registration();
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    CognitoTrigger trigger = CognitoTrigger.of(event);
    switch (trigger.source()) {
      case "PreSignUp_SignUp", "PreSignUp_ExternalProvider" ->
          refuseUnlessHeld(reserve(trigger, Registration.RESERVED_FOR_SIGN_UP));
      case "PreSignUp_AdminCreateUser" ->
          refuseUnlessHeld(reserve(trigger, Registration.RESERVED_FOR_INVITATION));
      case "PostConfirmation_ConfirmSignUp" ->
          refuseUnlessHeld(registration.complete(trigger.registrant()));
      case "PostAuthentication_Authentication" -> repair(trigger);
      default -> {}
    }
    return event;
  }

  private HandleState reserve(CognitoTrigger trigger, Duration time) {
    return registration.reserve(trigger.userName(), trigger.handle(), time);
  }

  private static void refuseUnlessHeld(HandleState state) {
    switch (state) {
      case HELD -> {}
      case TAKEN ->
          throw new SignUpRefusedException("This handle is taken. Please choose another.");
      case UNUSABLE ->
          throw new SignUpRefusedException(
              "A handle has 1 to 30 characters, of a to z, 0 to 9 and _. Please choose another.");
    }
  }

  private void repair(CognitoTrigger trigger) {
    try {
      HandleState state = registration.complete(trigger.registrant());
      if (state != HandleState.HELD) {
        LOG.warn("a user has signed in whose handle is {}: no profile under it", state);
      }
    } catch (RuntimeException e) {
      LOG.warn("a profile was not looked after: {}", Causes.of(e));
    }
  }
}
