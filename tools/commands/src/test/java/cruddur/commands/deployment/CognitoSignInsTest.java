package cruddur.commands.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Each Cognito error is reported with its likely cause. */
class CognitoSignInsTest {

  /** The methods that build a request from a lambda are real; those that send one are stubbed. */
  private final CognitoIdentityProviderClient client =
      mock(CognitoIdentityProviderClient.class, CALLS_REAL_METHODS);

  private final SignIns signIns =
      new CognitoSignIns(client, "us-east-1_pool", "client-1", new FakeLogLocations());

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(
            UserLambdaValidationException.builder().message("PreSignUp failed"),
            "the user pool's trigger fails, or the pool is not allowed to call it",
            "log of RegisterUser"),
        Arguments.of(
            TooManyRequestsException.builder().message("slow down"),
            "Cognito throttles the account's requests: try again later",
            "user pool"),
        Arguments.of(
            ResourceNotFoundException.builder().message("no such pool"),
            "the user pool differs from template.yaml",
            "user pool"),
        Arguments.of(
            CognitoIdentityProviderException.builder()
                .message("x is not authorized to perform: cognito-idp:AdminCreateUser"),
            "your credentials do not allow it",
            "cognito-idp:AdminCreateUser, AdminSetUserPassword, AdminInitiateAuth, AdminGetUser and AdminDeleteUser on user pool"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorNamesItsLikelyCause(SdkException.Builder error, String likely, String lookAt) {
    doThrow(error.build()).when(client).adminCreateUser(any(AdminCreateUserRequest.class));

    DeploymentFailureException failure =
        assertThrows(DeploymentFailureException.class, () -> signIns.add("verify_x", "Verify"));
    assertEquals(new LikelyCause(likely, lookAt), failure.likelyCause());
  }

  @Test
  void anAuthenticationFlowThatTheClientDoesNotAllowIsNamed() throws Exception {
    addUser();
    LikelyCause cause =
        new LikelyCause(
            "the client does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ExplicitAuthFlows of user pool");
    for (SdkException error :
        new SdkException[] {
          NotAuthorizedException.builder().message("not allowed").build(),
          InvalidParameterException.builder().message("not enabled for this client").build()
        }) {
      doThrow(error).when(client).adminInitiateAuth(any(AdminInitiateAuthRequest.class));
      DeploymentFailureException failure =
          assertThrows(DeploymentFailureException.class, () -> signIns.signIn("verify_x"));
      assertEquals("signing in failed: " + error.getMessage(), failure.getMessage());
      assertEquals(cause, failure.likelyCause());
    }
  }

  @Test
  void anEmailAddressThatMustBeSpelledAsAtSignUpIsNamed() throws Exception {
    addUser();
    for (SdkException error :
        new SdkException[] {
          NotAuthorizedException.builder().message("Incorrect username or password.").build(),
          UserNotFoundException.builder().message("User does not exist.").build()
        }) {
      doThrow(error).when(client).adminInitiateAuth(any(AdminInitiateAuthRequest.class));
      DeploymentFailureException failure =
          assertThrows(
              DeploymentFailureException.class,
              () -> signIns.signIn("verify_x", "VERIFY_X@EXAMPLE.COM"));
      assertEquals("signing in failed: " + error.getMessage(), failure.getMessage());
      assertEquals(
          new LikelyCause(
              "the user pool distinguishes upper and lower case in email addresses, which only a new pool can change",
              "UsernameConfiguration of user pool"),
          failure.likelyCause());
    }
  }

  @Test
  void anEmailAddressIsSentAsItIsSpelled() throws Exception {
    addUser();
    ArgumentCaptor<AdminInitiateAuthRequest> request =
        ArgumentCaptor.forClass(AdminInitiateAuthRequest.class);
    doReturn(
            AdminInitiateAuthResponse.builder()
                .authenticationResult(tokens -> tokens.accessToken("access").idToken("id"))
                .build())
        .when(client)
        .adminInitiateAuth(request.capture());

    assertEquals(
        Optional.of(new SignIns.Tokens("access", "id")),
        signIns.signIn("verify_x", "VERIFY_X@EXAMPLE.COM"));
    assertEquals("VERIFY_X@EXAMPLE.COM", request.getValue().authParameters().get("USERNAME"));
  }

  @Test
  void aChallengeIsAFailedSignIn() throws Exception {
    addUser();
    doReturn(
            AdminInitiateAuthResponse.builder()
                .challengeName(ChallengeNameType.SOFTWARE_TOKEN_MFA)
                .build())
        .when(client)
        .adminInitiateAuth(any(AdminInitiateAuthRequest.class));

    DeploymentFailureException failure =
        assertThrows(DeploymentFailureException.class, () -> signIns.signIn("verify_x"));
    assertEquals("signing in returned the challenge SOFTWARE_TOKEN_MFA", failure.getMessage());
    assertEquals("the user pool requires more than a password", failure.likelyCause().likely());
  }

  @Test
  void aUserWhoCannotBeRemovedIsAFailure() {
    doThrow(TooManyRequestsException.builder().message("slow down").build())
        .when(client)
        .adminGetUser(any(AdminGetUserRequest.class));

    DeploymentFailureException failure =
        assertThrows(DeploymentFailureException.class, () -> signIns.remove("verify_x"));
    assertEquals("removing a user failed: slow down", failure.getMessage());
  }

  private void addUser() throws Exception {
    doReturn(
            AdminCreateUserResponse.builder()
                .user(user ->
                    user.attributes(AttributeType.builder().name("sub").value("sub-1").build()))
                .build())
        .when(client)
        .adminCreateUser(any(AdminCreateUserRequest.class));
    doReturn(AdminSetUserPasswordResponse.builder().build())
        .when(client)
        .adminSetUserPassword(any(AdminSetUserPasswordRequest.class));
    assertEquals("sub-1", signIns.add("verify_x", "Verify"));
  }
}
