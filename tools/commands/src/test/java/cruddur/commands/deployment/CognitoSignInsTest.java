package cruddur.commands.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

/** What Cognito refuses, and the cause that is named for it. */
class CognitoSignInsTest {

  /**
   * Real are the methods that build a request of a lambda; those that send one are not there to be
   * called.
   */
  private final CognitoIdentityProviderClient client =
      mock(CognitoIdentityProviderClient.class, CALLS_REAL_METHODS);

  private final SignIns signIns =
      new CognitoSignIns(client, "us-east-1_pool", "client-1", new FakeLogLocations());

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            UserLambdaValidationException.builder().message("PreSignUp failed"),
            "the user pool's trigger fails, or the pool may not call it",
            "log of RegisterUser"),
        Arguments.of(
            TooManyRequestsException.builder().message("slow down"),
            "Cognito limits requests for the account: try again in a while",
            "user pool"),
        Arguments.of(
            ResourceNotFoundException.builder().message("no such pool"),
            "the user pool is not as template.yaml has it",
            "user pool"),
        Arguments.of(
            CognitoIdentityProviderException.builder()
                .message("x is not authorized to perform: cognito-idp:AdminCreateUser"),
            "your own credentials do not allow it",
            "cognito-idp:AdminCreateUser, AdminSetUserPassword, AdminInitiateAuth, AdminGetUser and AdminDeleteUser on user pool"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusedUserNamesItsCause(SdkException.Builder refusal, String likely, String lookAt) {
    doThrow(refusal.build()).when(client).adminCreateUser(any(AdminCreateUserRequest.class));

    DeploymentFailureException fault =
        assertThrows(DeploymentFailureException.class, () -> signIns.add("verify_x", "Verify"));
    assertEquals(new LikelyCause(likely, lookAt), fault.likelyCause());
  }

  @Test
  void aFlowThatTheClientDoesNotAllowIsNamed() throws Exception {
    addUser();
    LikelyCause cause =
        new LikelyCause(
            "the client does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ExplicitAuthFlows of user pool");
    for (SdkException refusal :
        new SdkException[] {
          NotAuthorizedException.builder().message("not allowed").build(),
          InvalidParameterException.builder().message("not enabled for this client").build()
        }) {
      doThrow(refusal).when(client).adminInitiateAuth(any(AdminInitiateAuthRequest.class));
      DeploymentFailureException fault =
          assertThrows(DeploymentFailureException.class, () -> signIns.signIn("verify_x"));
      assertEquals("signing in failed: " + refusal.getMessage(), fault.getMessage());
      assertEquals(cause, fault.likelyCause());
    }
  }

  @Test
  void aChallengeIsNoSignIn() throws Exception {
    addUser();
    doReturn(
            AdminInitiateAuthResponse.builder()
                .challengeName(ChallengeNameType.SOFTWARE_TOKEN_MFA)
                .build())
        .when(client)
        .adminInitiateAuth(any(AdminInitiateAuthRequest.class));

    DeploymentFailureException fault =
        assertThrows(DeploymentFailureException.class, () -> signIns.signIn("verify_x"));
    assertEquals("signing in was answered by the challenge SOFTWARE_TOKEN_MFA", fault.getMessage());
    assertEquals("the user pool asks for more than a password", fault.likelyCause().likely());
  }

  @Test
  void aUserWhoCannotBeRemovedIsAFault() {
    doThrow(TooManyRequestsException.builder().message("slow down").build())
        .when(client)
        .adminGetUser(any(AdminGetUserRequest.class));

    DeploymentFailureException fault =
        assertThrows(DeploymentFailureException.class, () -> signIns.remove("verify_x"));
    assertEquals("removing a user failed: slow down", fault.getMessage());
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
