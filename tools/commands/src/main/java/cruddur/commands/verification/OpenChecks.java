package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFailureException;
import java.util.List;

/** What needs no user. */
record OpenChecks(Api api, TestConversation scene, String origin, Diagnosis causes) {

  /** The headers that the web clients send. */
  private static final String HEADERS = "authorization,content-type,traceparent";

  private static final String FOREIGN_ORIGIN = "https://elsewhere.example";

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.needed(
            "the API answers, and its public route needs no token", this::publicRoute),
        DeploymentCheck.of("no other route answers without a token", this::noToken),
        DeploymentCheck.of("pages of " + origin + " may call it", this::ownPage),
        DeploymentCheck.of("pages of other origins may not", this::foreignPage));
  }

  private String publicRoute() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.expect(404, ApiRequest.to(ApiRoute.SHOW_USER_SHORT, scene.ash().handle()));
    if (!response.hasCode("user_not_found")) {
      throw new DeploymentFailureException(response.toString(), causes.of(response));
    }
    return "404 for a handle that nobody has";
  }

  private String noToken() throws DeploymentFailureException, InterruptedException {
    for (ApiRequest call :
        List.of(
            ApiRequest.to(ApiRoute.LIST_MESSAGE_GROUPS),
            ApiRequest.to(ApiRoute.LIST_MESSAGES, "none"),
            ApiRequest.to(ApiRoute.CREATE_MESSAGE).sending("{}"),
            ApiRequest.to(ApiRoute.CREATE_MESSAGE_GROUP).sending("{}"))) {
      ApiResponse response = api.send(call);
      if (response.status() != 401) {
        throw new DeploymentFailureException(
            response + " in place of 401",
            response.status() < 500 ? causes.tokenTaken() : causes.of(response));
      }
    }
    return "401 on four routes";
  }

  private String ownPage() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.send(ApiRequest.preflightOf(ApiRoute.CREATE_MESSAGE, origin, HEADERS));
    String allowedOrigin = response.header("access-control-allow-origin").orElse("none");
    String allowedHeaders = response.header("access-control-allow-headers").orElse("none");
    boolean isAllowed =
        allowedOrigin.equals(origin)
            && List.of(HEADERS.split(",")).stream().allMatch(allowedHeaders::contains);
    if (!isAllowed) {
      throw new DeploymentFailureException(
          "allowed are the origin %s and the headers %s".formatted(allowedOrigin, allowedHeaders),
          causes.origins());
    }
    return "preflight allows it";
  }

  private String foreignPage() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.send(ApiRequest.preflightOf(ApiRoute.CREATE_MESSAGE, FOREIGN_ORIGIN, HEADERS));
    if (response.header("access-control-allow-origin").isPresent()) {
      throw new DeploymentFailureException(
          "%s was allowed".formatted(FOREIGN_ORIGIN), causes.origins());
    }
    return "preflight allows nothing";
  }
}
