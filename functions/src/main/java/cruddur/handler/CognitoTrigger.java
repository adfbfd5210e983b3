package cruddur.handler;

import cruddur.messaging.users.Registration.Registrant;
import java.util.Map;

/**
 * What the triggers of a Cognito user pool have in common.
 *
 * @param source which trigger, and why it fired, such as {@code PreSignUp_SignUp}
 * @param userName the user's name in the pool; in a pool with e-mail sign-in a uuid, the same from
 *     sign-up on
 * @param attributes the user's attributes
 */
record CognitoTrigger(String source, String userName, Map<?, ?> attributes) {

  /** Reads an event; fails by name on what every trigger has. */
  static CognitoTrigger of(Map<String, Object> event) {
    if (event.get("triggerSource") instanceof String source
        && event.get("userName") instanceof String userName
        && event.get("request") instanceof Map<?, ?> request
        && request.get("userAttributes") instanceof Map<?, ?> attributes) {
      return new CognitoTrigger(source, userName, attributes);
    }
    throw new IllegalArgumentException(
        "no event of a Cognito trigger: triggerSource, userName or request.userAttributes is missing");
  }

  /** The handle, as the template's user pool keeps it; empty text where the user has none. */
  String handle() {
    return attribute("preferred_username");
  }

  /** Who signs up; without a name of his own he is shown by his handle. */
  Registrant registrant() {
    String name = attribute("name");
    return new Registrant(userName, attribute("sub"), handle(), name.isBlank() ? handle() : name);
  }

  private String attribute(String name) {
    return attributes.get(name) instanceof String value ? value : "";
  }
}
