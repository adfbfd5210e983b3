package cruddur.commands.verification.checks;

import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.ApiRequest;
import cruddur.commands.verification.api.ApiResponse;
import cruddur.commands.verification.api.ApiRoute;
import cruddur.commands.verification.api.Diagnosis;
import java.util.List;

/** Checks that need no user. */
public record OpenChecks(
    Api api, TestConversation conversation, String origin, Diagnosis diagnosis) {

  /** The headers that the web clients send. */
  private static final String HEADERS = "authorization,content-type,traceparent";

  private static final String FOREIGN_ORIGIN = "https://elsewhere.example";

  public List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.required(
            "the API responds, and its public route needs no token", this::publicRoute),
        DeploymentCheck.of("all other routes require a token", this::noToken),
        DeploymentCheck.of("pages of " + origin + " may call the API", this::ownPage),
        DeploymentCheck.of("pages of other origins may not call the API", this::foreignPage));
  }

  private String publicRoute() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.expect(404, ApiRequest.to(ApiRoute.SHOW_USER_SHORT, conversation.ash().handle()));
    if (!response.hasCode("user_not_found")) {
      throw new DeploymentFailureException(response.toString(), diagnosis.of(response));
    }
    return "404 for an unknown handle";
  }

  private String noToken() throws DeploymentFailureException, InterruptedException {
    for (ApiRequest request :
        List.of(
            ApiRequest.to(ApiRoute.LIST_MESSAGE_GROUPS),
            ApiRequest.to(ApiRoute.LIST_MESSAGES, "none"),
            ApiRequest.to(ApiRoute.CREATE_MESSAGE).withBody("{}"),
            ApiRequest.to(ApiRoute.CREATE_MESSAGE_GROUP).withBody("{}"),
            ApiRequest.to(ApiRoute.MARK_MESSAGE_GROUP_READ, "none").withBody("{}"),
            ApiRequest.to(ApiRoute.HIDE_MESSAGE_GROUP, "none").withBody("{}"),
            ApiRequest.to(ApiRoute.SHOW_MESSAGE_GROUP, "none"),
            ApiRequest.to(ApiRoute.CLEAR_MESSAGE_GROUP, "none"))) {
      ApiResponse response = api.send(request);
      if (response.status() != 401) {
        throw new DeploymentFailureException(
            response + " instead of 401",
            response.status() < 500 ? diagnosis.missingAuthorizer() : diagnosis.of(response));
      }
    }
    return "401 on eight routes";
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
          "the allowed origin is %s and the allowed headers are %s"
              .formatted(allowedOrigin, allowedHeaders),
          diagnosis.origins());
    }
    return "the preflight response allows it";
  }

  private String foreignPage() throws DeploymentFailureException, InterruptedException {
    ApiResponse response =
        api.send(ApiRequest.preflightOf(ApiRoute.CREATE_MESSAGE, FOREIGN_ORIGIN, HEADERS));
    if (response.header("access-control-allow-origin").isPresent()) {
      throw new DeploymentFailureException(
          "%s was allowed".formatted(FOREIGN_ORIGIN), diagnosis.origins());
    }
    return "the preflight response allows nothing";
  }
}
