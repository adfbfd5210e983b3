package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFaultException;
import java.util.List;

/** What needs no user. */
record OpenChecks(Api api, Scene scene, String origin, Causes causes) {

  /** The headers that the web clients send. */
  private static final String HEADERS = "authorization,content-type,traceparent";

  private static final String FOREIGN_ORIGIN = "https://elsewhere.example";

  List<Check> all() {
    return List.of(
        Check.needed("the API answers, and its public route needs no token", this::publicRoute),
        Check.of("no other route answers without a token", this::noToken),
        Check.of("pages of " + origin + " may call it", this::ownPage),
        Check.of("pages of other origins may not", this::foreignPage));
  }

  private String publicRoute() throws DeploymentFaultException, InterruptedException {
    Answer answer = api.expect(404, Call.to(Route.SHOW_USER_SHORT, scene.ash().handle()));
    if (!answer.hasCode("user_not_found")) {
      throw new DeploymentFaultException(answer.toString(), causes.of(answer));
    }
    return "404 for a handle that nobody has";
  }

  private String noToken() throws DeploymentFaultException, InterruptedException {
    for (Call call :
        List.of(
            Call.to(Route.LIST_MESSAGE_GROUPS),
            Call.to(Route.LIST_MESSAGES, "none"),
            Call.to(Route.CREATE_MESSAGE).sending("{}"),
            Call.to(Route.CREATE_MESSAGE_GROUP).sending("{}"))) {
      Answer answer = api.send(call);
      if (answer.status() != 401) {
        throw new DeploymentFaultException(
            answer + " in place of 401",
            answer.status() < 500 ? causes.tokenTaken() : causes.of(answer));
      }
    }
    return "401 on four routes";
  }

  private String ownPage() throws DeploymentFaultException, InterruptedException {
    Answer answer = api.send(Call.preflightOf(Route.CREATE_MESSAGE, origin, HEADERS));
    String allowedOrigin = answer.header("access-control-allow-origin").orElse("none");
    String allowedHeaders = answer.header("access-control-allow-headers").orElse("none");
    boolean isAllowed =
        allowedOrigin.equals(origin)
            && List.of(HEADERS.split(",")).stream().allMatch(allowedHeaders::contains);
    if (!isAllowed) {
      throw new DeploymentFaultException(
          "allowed are the origin %s and the headers %s".formatted(allowedOrigin, allowedHeaders),
          causes.origins());
    }
    return "preflight allows it";
  }

  private String foreignPage() throws DeploymentFaultException, InterruptedException {
    Answer answer = api.send(Call.preflightOf(Route.CREATE_MESSAGE, FOREIGN_ORIGIN, HEADERS));
    if (answer.header("access-control-allow-origin").isPresent()) {
      throw new DeploymentFaultException(
          "%s was allowed".formatted(FOREIGN_ORIGIN), causes.origins());
    }
    return "preflight allows nothing";
  }
}
