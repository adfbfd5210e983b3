package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.deployment.SignIns;
import java.util.List;

/** Users, and their tokens. */
record SignInChecks(
    Api api, TestConversation scene, SignIns signIns, Cleanup removal, Diagnosis causes) {

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.needed("users can be made", this::add),
        DeploymentCheck.needed("they can sign in", this::signIn),
        DeploymentCheck.needed("each has a profile then", this::profiles),
        DeploymentCheck.of("an ID token does not do in place of an access token", this::idToken));
  }

  private String add() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : scene.all()) {
      removal.expect(member.handle());
      removal.knows(member.handle(), signIns.add(member.handle(), member.displayName()));
    }
    return scene.all().size() + " users";
  }

  private String signIn() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : scene.all()) {
      member.signedIn(signIns.signIn(member.handle()));
    }
    return "tokens for all of them";
  }

  private String profiles() throws DeploymentFailureException, InterruptedException {
    for (TestUser member : scene.all()) {
      ApiResponse response = api.send(ApiRequest.to(ApiRoute.SHOW_USER_SHORT, member.handle()));
      if (response.hasCode("user_not_found")) {
        throw new DeploymentFailureException(response + " in place of 200", causes.noProfile());
      }
      if (response.status() != 200) {
        throw new DeploymentFailureException(response + " in place of 200", causes.of(response));
      }
      if (!response.body().path("handle").asText().equals(member.handle())
          || !response.body().path("display_name").asText().equals(member.displayName())) {
        throw new DeploymentFailureException(
            response + " with another user's profile", causes.behaviour(ApiRoute.SHOW_USER_SHORT));
      }
    }
    return "handle and name as they were given";
  }

  private String idToken() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.send(ApiRequest.to(ApiRoute.LIST_MESSAGE_GROUPS).by(scene.ash().tokens().idToken()));
    if (response.status() != 401 && response.status() != 403) {
      throw new DeploymentFailureException(
          response + " in place of 401 or 403",
          response.status() < 500 ? causes.tokenTaken() : causes.of(response));
    }
    return Integer.toString(response.status());
  }
}
