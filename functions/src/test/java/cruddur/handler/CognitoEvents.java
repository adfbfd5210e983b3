package cruddur.handler;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events of a user pool's triggers, as Cognito sends them (documented with "Customizing user
 * pool workflows with Lambda triggers"). In a pool with e-mail sign-in the user name is a uuid and
 * equals the sub, which pre-sign-up does not tell yet.
 */
final class CognitoEvents {

  private CognitoEvents() {}

  static Map<String, Object> preSignUp(String sub, String handle) {
    return preSignUp("PreSignUp_SignUp", sub, handle);
  }

  static Map<String, Object> preSignUp(String source, String sub, String handle) {
    Map<String, Object> attributes = attributes(handle);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("autoConfirmUser", false);
    response.put("autoVerifyEmail", false);
    response.put("autoVerifyPhone", false);
    return event(source, sub, attributes, response);
  }

  static Map<String, Object> postConfirmation(String sub, String handle) {
    return afterSignUp("PostConfirmation_ConfirmSignUp", sub, handle);
  }

  static Map<String, Object> postAuthentication(String sub, String handle) {
    return afterSignUp("PostAuthentication_Authentication", sub, handle);
  }

  /** An event of a user who has confirmed his address. */
  static Map<String, Object> afterSignUp(String source, String sub, String handle) {
    Map<String, Object> attributes = attributes(handle);
    attributes.put("sub", sub);
    attributes.put("email_verified", "true");
    attributes.put("cognito:user_status", "CONFIRMED");
    return event(source, sub, attributes, new LinkedHashMap<>());
  }

  /** The display name of whoever signs up with a handle. */
  static String displayName(String handle) {
    return "Sample " + handle;
  }

  private static Map<String, Object> attributes(String handle) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("email", "sample@example.com");
    attributes.put("name", displayName(handle));
    attributes.put("preferred_username", handle);
    return attributes;
  }

  private static Map<String, Object> event(
      String source,
      String userName,
      Map<String, Object> attributes,
      Map<String, Object> response) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("userAttributes", attributes);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "1");
    event.put("region", "us-east-1");
    event.put("userPoolId", "us-east-1_Sample");
    event.put("userName", userName);
    event.put(
        "callerContext",
        Map.of("awsSdkVersion", "aws-sdk-unknown-unknown", "clientId", "sampleclientid"));
    event.put("triggerSource", source);
    event.put("request", request);
    event.put("response", response);
    return event;
  }
}
