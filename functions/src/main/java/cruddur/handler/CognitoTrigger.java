package cruddur.handler;

import cruddur.messaging.users.Registration.Applicant;
import cruddur.messaging.users.Registration.Registrant;
import java.util.Map;
import java.util.Optional;

/**
 * The common part of the events of Cognito triggers, such as {@code PreSignUp_SignUp}. With email
 * sign-in the user name is a UUID that never changes.
 */
record CognitoTrigger(String source, String userName, Map<?, ?> attributes) {

  /** The user has just confirmed their sign-up. From then on their handle is final. */
  static final String CONFIRMATION = "PostConfirmation_ConfirmSignUp";

  static final String SIGN_IN = "PostAuthentication_Authentication";

  /** Reads an event; fails if a part that every trigger has is missing. */
  static CognitoTrigger of(Map<String, Object> event) {
    if (event.get("triggerSource") instanceof String source
        && event.get("userName") instanceof String userName
        && event.get("request") instanceof Map<?, ?> request
        && request.get("userAttributes") instanceof Map<?, ?> attributes) {
      return new CognitoTrigger(source, userName, attributes);
    }
    throw new IllegalArgumentException(
        "not an event of a Cognito trigger: triggerSource, userName or request.userAttributes is missing");
  }

  String displayName() {
    return attribute("name");
  }

  /** The user who signs up. */
  Applicant applicant() {
    return new Applicant(userName, attribute("email"), handle());
  }

  /** The user whose sign-up is confirmed. */
  Registrant registrant() {
    Optional<String> verifiedEmail =
        Optional.of(attribute("email")).filter(_ -> attribute("email_verified").equals("true"));
    return new Registrant(userName, attribute("sub"), verifiedEmail, handle(), displayName());
  }

  private String handle() {
    return attribute("preferred_username");
  }

  private String attribute(String name) {
    return attributes.get(name) instanceof String value ? value : "";
  }
}
