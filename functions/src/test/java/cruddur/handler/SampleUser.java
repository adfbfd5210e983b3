package cruddur.handler;

import cruddur.messaging.port.row.UserProfile;
import java.util.Map;

/**
 * A user who has signed up.
 *
 * @param sub the subject of his tokens
 */
record SampleUser(String sub, UserProfile profile) {

  String uuid() {
    return profile.uuid();
  }

  String handle() {
    return profile.handle();
  }

  /** The claims of his access token, as API Gateway passes them on: all of them strings. */
  Map<String, String> accessTokenClaims() {
    return Map.of(
        "sub", sub,
        "username", sub,
        "token_use", "access",
        "client_id", "sampleclientid",
        "scope", "aws.cognito.signin.user.admin",
        "iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Sample",
        "exp", "1795356460");
  }

  /** The claims of his ID token, which a route without a scope would let through. */
  Map<String, String> idTokenClaims() {
    return Map.of(
        "sub",
        sub,
        "cognito:username",
        sub,
        "token_use",
        "id",
        "aud",
        "sampleclientid",
        "email",
        handle() + "@example.com",
        "preferred_username",
        handle(),
        "iss",
        "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Sample",
        "exp",
        "1795356460");
  }
}
