package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFaultException;
import cruddur.commands.deployment.SignIns;
import java.util.List;

/** Users, and their tokens. */
record SignInChecks(Api api, Scene scene, SignIns signIns, Removal removal, Causes causes) {

  List<Check> all() {
    return List.of(
        Check.needed("users can be made", this::add),
        Check.needed("they can sign in", this::signIn),
        Check.needed("each has a profile then", this::profiles),
        Check.of("an ID token does not do in place of an access token", this::idToken));
  }

  private String add() throws DeploymentFaultException, InterruptedException {
    for (Member member : scene.all()) {
      removal.expect(member.handle());
      removal.knows(member.handle(), signIns.add(member.handle(), member.displayName()));
    }
    return scene.all().size() + " users";
  }

  private String signIn() throws DeploymentFaultException, InterruptedException {
    for (Member member : scene.all()) {
      member.signedIn(signIns.signIn(member.handle()));
    }
    return "tokens for all of them";
  }

  private String profiles() throws DeploymentFaultException, InterruptedException {
    for (Member member : scene.all()) {
      Answer answer = api.send(Call.to(Route.SHOW_USER_SHORT, member.handle()));
      if (answer.hasCode("user_not_found")) {
        throw new DeploymentFaultException(answer + " in place of 200", causes.noProfile());
      }
      if (answer.status() != 200) {
        throw new DeploymentFaultException(answer + " in place of 200", causes.of(answer));
      }
      if (!answer.body().path("handle").asText().equals(member.handle())
          || !answer.body().path("display_name").asText().equals(member.displayName())) {
        throw new DeploymentFaultException(
            answer + " with another user's profile", causes.behaviour(Route.SHOW_USER_SHORT));
      }
    }
    return "handle and name as they were given";
  }

  private String idToken() throws DeploymentFaultException, InterruptedException {
    Answer answer = api.send(Call.to(Route.LIST_MESSAGE_GROUPS).by(scene.ash().tokens().idToken()));
    if (answer.status() != 401 && answer.status() != 403) {
      throw new DeploymentFaultException(
          answer + " in place of 401 or 403",
          answer.status() < 500 ? causes.tokenTaken() : causes.of(answer));
    }
    return Integer.toString(answer.status());
  }
}
