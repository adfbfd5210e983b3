package cruddur.handler;

import cruddur.messaging.users.Registration.Registrant;
import java.util.Map;

/**
 * The common part of the events of Cognito triggers, such as {@code PreSignUp_SignUp}. With email
 * sign-in the user name is a UUID that never changes.
 */
record CognitoTrigger(String source, String userName, Map<?, ?> attributes) {

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

  String handle() {
    return attribute("preferred_username");
  }

  String displayName() {
    return attribute("name");
  }

  /** The user who signs up. */
  Registrant registrant() {
    return new Registrant(userName, attribute("sub"), handle(), displayName());
  }

  private String attribute(String name) {
    return attributes.get(name) instanceof String value ? value : "";
  }
}
