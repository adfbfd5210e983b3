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
 * The users of a Cognito user pool that uses email addresses as user names. Users are created by an
 * administrator: no email is sent, and the first sign-in creates the profile.
 */
final class CognitoSignIns implements SignIns {

  private static final String TRIGGER = "RegisterUser";

  private final CognitoIdentityProviderClient client;
  private final String userPoolId;
  private final String clientId;
  private final LogLocations logs;
  private final Map<String, String> passwords = new ConcurrentHashMap<>();

  CognitoSignIns(
      CognitoIdentityProviderClient client, String userPoolId, String clientId, LogLocations logs) {
    this.client = client;
    this.userPoolId = userPoolId;
    this.clientId = clientId;
    this.logs = logs;
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
                          .username(SignIns.email(handle))
                          .messageAction(MessageActionType.SUPPRESS)
                          .userAttributes(
                              attribute("email", SignIns.email(handle)),
                              attribute("email_verified", "true"),
                              attribute("name", displayName),
                              attribute("preferred_username", handle)))
                  .user()
                  .attributes());
      // Long, with a character of each class that a pool's password policy may require.
      String password = UUID.randomUUID() + "Aa1!";
      client.adminSetUserPassword(request ->
          request
              .userPoolId(userPoolId)
              .username(SignIns.email(handle))
              .password(password)
              .permanent(true));
      passwords.put(handle, password);
      return sub;
    } catch (SdkException e) {
      throw failure("creating a user failed", e);
    }
  }

  @Override
  public Tokens signIn(String handle) throws DeploymentFailureException {
    return signIn(
        handle,
        SignIns.email(handle),
        new LikelyCause(
            "the client does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ExplicitAuthFlows of " + logs.userPool()));
  }

  @Override
  public Optional<Tokens> signIn(String handle, String email) throws DeploymentFailureException {
    return Optional.of(
        signIn(
            handle,
            email,
            new LikelyCause(
                "the user pool distinguishes upper and lower case in email addresses, which only a new pool can change",
                "UsernameConfiguration of " + logs.userPool())));
  }

  /**
   * Signs in a user.
   *
   * @param refused the likely cause if Cognito does not accept the request
   */
  private Tokens signIn(String handle, String email, LikelyCause refused)
      throws DeploymentFailureException {
    try {
      AdminInitiateAuthResponse response =
          client.adminInitiateAuth(request ->
              request
                  .userPoolId(userPoolId)
                  .clientId(clientId)
                  .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                  .authParameters(Map.of("USERNAME", email, "PASSWORD", passwords.get(handle))));
      if (response.authenticationResult() == null) {
        throw new DeploymentFailureException(
            "signing in returned the challenge " + response.challengeNameAsString(),
            new LikelyCause("the user pool requires more than a password", logs.userPool()));
      }
      return new Tokens(
          response.authenticationResult().accessToken(), response.authenticationResult().idToken());
    } catch (NotAuthorizedException | InvalidParameterException | UserNotFoundException e) {
      throw new DeploymentFailureException("signing in failed: " + e.getMessage(), refused, e);
    } catch (SdkException e) {
      throw failure("signing in failed", e);
    }
  }

  @Override
  public Optional<String> remove(String handle) throws DeploymentFailureException {
    try {
      String sub =
          sub(
              client
                  .adminGetUser(
                      request -> request.userPoolId(userPoolId).username(SignIns.email(handle)))
                  .userAttributes());
      client.adminDeleteUser(
          request -> request.userPoolId(userPoolId).username(SignIns.email(handle)));
      return Optional.of(sub);
    } catch (UserNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failure("removing a user failed", e);
    }
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
    throw new IllegalStateException("Cognito returned a user without a sub");
  }

  private DeploymentFailureException failure(String what, SdkException e) {
    return new DeploymentFailureException(what + ": " + e.getMessage(), causeOf(e), e);
  }

  private LikelyCause causeOf(SdkException e) {
    // By name: the failures of the triggers have no common type.
    String type = e.getClass().getSimpleName();
    String message = String.valueOf(e.getMessage());
    if (type.contains("Lambda")) {
      return new LikelyCause(
          "the user pool's trigger fails, or the pool is not allowed to call it",
          logs.logOf(TRIGGER));
    }
    if (message.contains("not authorized to perform") || message.contains("security token")) {
      return new LikelyCause(
          "your credentials do not allow it",
          "cognito-idp:AdminCreateUser, AdminSetUserPassword, AdminInitiateAuth, AdminGetUser and AdminDeleteUser on "
              + logs.userPool());
    }
    if (type.startsWith("TooManyRequests") || type.startsWith("LimitExceeded")) {
      return new LikelyCause(
          "Cognito throttles the account's requests: try again later", logs.userPool());
    }
    return new LikelyCause("the user pool differs from template.yaml", logs.userPool());
  }
}
