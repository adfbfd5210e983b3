package cruddur.commands.verification.checks;

import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.deployment.SignIns;
import cruddur.commands.deployment.SignIns.Tokens;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRequest;
import cruddur.commands.verification.api.ApiResponse;
import cruddur.commands.verification.api.ApiRoute;
import cruddur.commands.verification.api.Diagnosis;
import cruddur.commands.verification.cleanup.Cleanup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks that create users and sign them in. */
public record SignInChecks(
    Api api, TestConversation conversation, SignIns signIns, Cleanup cleanup, Diagnosis diagnosis) {

  public List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.required("users can be created", this::add),
        DeploymentCheck.required("users can sign in", this::signIn),
        DeploymentCheck.required("each user has a profile", this::profiles),
        DeploymentCheck.of("an ID token is not accepted as an access token", this::idToken),
        DeploymentCheck.of(
            "an email address in upper case signs in the same user", this::upperCase));
  }

  private String add() throws DeploymentFailureException, InterruptedException {
    for (TestUser user : conversation.all()) {
      cleanup.expectUser(user.handle());
      cleanup.userCreated(user.handle(), signIns.add(user.handle(), user.displayName()));
    }
    return conversation.all().size() + " users";
  }

  private String signIn() throws DeploymentFailureException, InterruptedException {
    for (TestUser user : conversation.all()) {
      user.signedIn(signIns.signIn(user.handle()));
    }
    return "tokens for all users";
  }

  private String profiles() throws DeploymentFailureException, InterruptedException {
    for (TestUser user : conversation.all()) {
      ApiResponse response = api.send(ApiRequest.to(ApiRoute.SHOW_USER_SHORT, user.handle()));
      if (response.hasCode("user_not_found")) {
        throw new DeploymentFailureException(response + " instead of 200", diagnosis.noProfile());
      }
      if (response.status() != 200) {
        throw new DeploymentFailureException(response + " instead of 200", diagnosis.of(response));
      }
      if (!response.body().path("handle").asText().equals(user.handle())
          || !response.body().path("display_name").asText().equals(user.displayName())) {
        throw new DeploymentFailureException(
            response + " with another user's profile",
            diagnosis.behavior(ApiRoute.SHOW_USER_SHORT));
      }
    }
    return "handles and display names are correct";
  }

  private String idToken() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.send(
            ApiRequest.to(ApiRoute.LIST_MESSAGE_GROUPS)
                .withToken(conversation.ash().tokens().idToken()));
    if (response.status() != 401 && response.status() != 403) {
      throw new DeploymentFailureException(
          response + " instead of 401 or 403",
          response.status() < 500 ? diagnosis.missingAuthorizer() : diagnosis.of(response));
    }
    return Integer.toString(response.status());
  }

  private String upperCase() throws DeploymentFailureException, InterruptedException {
    TestUser user = conversation.ash();
    String email = SignIns.email(user.handle()).toUpperCase(Locale.ROOT);
    Optional<Tokens> tokens = signIns.signIn(user.handle(), email);
    if (tokens.isEmpty()) {
      return "users of this deployment sign in by handle";
    }
    ApiResponse response =
        api.expect(200, ApiRequest.to(ApiRoute.SHOW_ME).withToken(tokens.get().accessToken()));
    if (!response.body().path("handle").asText().equals(user.handle())) {
      throw new DeploymentFailureException(
          response + " with another user's profile", diagnosis.behavior(ApiRoute.SHOW_ME));
    }
    return "the same user";
  }
}
