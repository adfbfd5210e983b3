package cruddur.local.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.sample.LocalUser;

/**
 * Creates the events of a user pool's triggers (Cognito developer guide, "Customizing user pool
 * workflows with Lambda triggers").
 */
record TriggerEvent(String userPoolId, String clientId) {

  /** Before a user is created, who has a user name but no {@code sub} attribute yet. */
  ObjectNode preSignUp(LocalUser user) {
    ObjectNode event = event("PreSignUp_SignUp", user);
    attributes(event.putObject("request"), user);
    event.withObject("request").putNull("validationData");
    event
        .putObject("response")
        .put("autoConfirmUser", false)
        .put("autoVerifyEmail", false)
        .put("autoVerifyPhone", false);
    return event;
  }

  /** After a user has confirmed their email address. */
  ObjectNode postConfirmation(LocalUser user) {
    ObjectNode event = event("PostConfirmation_ConfirmSignUp", user);
    confirmedAttributes(event.putObject("request"), user);
    event.putObject("response");
    return event;
  }

  /** After a user has signed in. */
  ObjectNode postAuthentication(LocalUser user) {
    ObjectNode event = event("PostAuthentication_Authentication", user);
    confirmedAttributes(event.putObject("request"), user);
    event.withObject("request").put("newDeviceUsed", false);
    event.putObject("response");
    return event;
  }

  private ObjectNode event(String triggerSource, LocalUser user) {
    ObjectNode event = Json.object();
    event.put("version", "1");
    event.put("region", userPoolId.substring(0, userPoolId.indexOf('_')));
    event.put("userPoolId", userPoolId);
    event.put("userName", user.sub());
    event
        .putObject("callerContext")
        .put("awsSdkVersion", "aws-sdk-unknown-unknown")
        .put("clientId", clientId);
    event.put("triggerSource", triggerSource);
    return event;
  }

  private static ObjectNode attributes(ObjectNode request, LocalUser user) {
    return request
        .putObject("userAttributes")
        .put("name", user.displayName())
        .put("preferred_username", user.handle())
        .put("email", user.email());
  }

  private static void confirmedAttributes(ObjectNode request, LocalUser user) {
    attributes(request, user)
        .put("sub", user.sub())
        .put("cognito:user_status", "CONFIRMED")
        .put("email_verified", "true");
  }
}
