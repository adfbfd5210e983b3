package cruddur.commands.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/**
 * The users of a Cognito user pool whose names are e-mail addresses. They are made by an
 * administrator: no e-mail is sent, and the profile comes with the first sign-in.
 */
final class CognitoSignIns implements SignIns {

  private static final String TRIGGERED = "RegisterUser";

  private final CognitoIdentityProviderClient client;
  private final String userPoolId;
  private final String clientId;
  private final LogLocations whereabouts;
  private final Map<String, String> passwords = new ConcurrentHashMap<>();

  CognitoSignIns(
      CognitoIdentityProviderClient client,
      String userPoolId,
      String clientId,
      LogLocations whereabouts) {
    this.client = client;
    this.userPoolId = userPoolId;
    this.clientId = clientId;
    this.whereabouts = whereabouts;
  }

  @Override
  public String add(String handle, String displayName) throws DeploymentFailureException {
    try {
      String sub =
          sub(
              client
                  .adminCreateUser(request ->
                      request
                          .userPoolId(userPoolId)
                          .username(email(handle))
                          .messageAction(MessageActionType.SUPPRESS)
                          .userAttributes(
                              attribute("email", email(handle)),
                              attribute("email_verified", "true"),
                              attribute("name", displayName),
                              attribute("preferred_username", handle)))
                  .user()
                  .attributes());
      // Long, and with a character of each kind that a pool may ask for.
      String password = UUID.randomUUID() + "Aa1!";
      client.adminSetUserPassword(request ->
          request
              .userPoolId(userPoolId)
              .username(email(handle))
              .password(password)
              .permanent(true));
      passwords.put(handle, password);
      return sub;
    } catch (SdkException e) {
      throw fault("making a user failed", e);
    }
  }

  @Override
  public Tokens signIn(String handle) throws DeploymentFailureException {
    try {
      AdminInitiateAuthResponse response =
          client.adminInitiateAuth(request ->
              request
                  .userPoolId(userPoolId)
                  .clientId(clientId)
                  .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                  .authParameters(
                      Map.of("USERNAME", email(handle), "PASSWORD", passwords.get(handle))));
      if (response.authenticationResult() == null) {
        throw new DeploymentFailureException(
            "signing in was answered by the challenge " + response.challengeNameAsString(),
            new LikelyCause("the user pool asks for more than a password", whereabouts.userPool()));
      }
      return new Tokens(
          response.authenticationResult().accessToken(), response.authenticationResult().idToken());
    } catch (NotAuthorizedException | InvalidParameterException e) {
      throw new DeploymentFailureException(
          "signing in failed: " + e.getMessage(),
          new LikelyCause(
              "the client does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH",
              "ExplicitAuthFlows of " + whereabouts.userPool()),
          e);
    } catch (SdkException e) {
      throw fault("signing in failed", e);
    }
  }

  @Override
  public Optional<String> remove(String handle) throws DeploymentFailureException {
    try {
      String sub =
          sub(
              client
                  .adminGetUser(request -> request.userPoolId(userPoolId).username(email(handle)))
                  .userAttributes());
      client.adminDeleteUser(request -> request.userPoolId(userPoolId).username(email(handle)));
      return Optional.of(sub);
    } catch (UserNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw fault("removing a user failed", e);
    }
  }

  /** Of a domain that RFC 2606 keeps from everybody. */
  private static String email(String handle) {
    return handle + "@example.com";
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private static String sub(Iterable<AttributeType> attributes) {
    for (AttributeType attribute : attributes) {
      if (attribute.name().equals("sub")) {
        return attribute.value();
      }
    }
    throw new IllegalStateException("Cognito named a user without a sub");
  }

  private DeploymentFailureException fault(String what, SdkException e) {
    return new DeploymentFailureException(what + ": " + e.getMessage(), causeOf(e), e);
  }

  private LikelyCause causeOf(SdkException e) {
    // By name: each trigger's failure is a type of its own, without a common one below the
    // service's.
    String type = e.getClass().getSimpleName();
    String message = String.valueOf(e.getMessage());
    if (type.contains("Lambda")) {
      return new LikelyCause(
          "the user pool's trigger fails, or the pool may not call it",
          whereabouts.logOf(TRIGGERED));
    }
    if (message.contains("not authorized to perform") || message.contains("security token")) {
      return new LikelyCause(
          "your own credentials do not allow it",
          "cognito-idp:AdminCreateUser, AdminSetUserPassword, AdminInitiateAuth, AdminGetUser and AdminDeleteUser on "
              + whereabouts.userPool());
    }
    if (type.startsWith("TooManyRequests") || type.startsWith("LimitExceeded")) {
      return new LikelyCause(
          "Cognito limits requests for the account: try again in a while", whereabouts.userPool());
    }
    return new LikelyCause("the user pool is not as template.yaml has it", whereabouts.userPool());
  }
}
