package cruddur.local.http;

import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.template.HttpApiDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What API Gateway does with a request, in its order: preflight, size, route, authorizer, function.
 * Its own refusals are {@code {"message": ...}}. A function that fails, or takes longer than it
 * may, is 500.
 */
final class Gateway {
  /** The longest body, in bytes: a quota of API Gateway. */
  static final int LARGEST_BODY = 10 * 1024 * 1024;

  private static final String REQUEST_ID = "apigw-requestid";

  private final List<HttpApiRoute> routes;
  private final CorsHeaders cors;
  private final JwtAuthorizer authorizer;
  private final List<String> scopes;
  private final ProxyEvent events;

  Gateway(
      HttpApiDefinition definition,
      List<HttpApiRoute> routes,
      JwtAuthorizer authorizer,
      ProxyEvent events) {
    this.routes = routes;
    this.cors = new CorsHeaders(definition.cors());
    this.authorizer = authorizer;
    this.scopes = definition.authorizer().scopes();
    this.events = events;
  }

  HttpApiResponse respond(HttpApiRequest request) {
    String requestId = UUID.randomUUID().toString();
    HttpApiResponse response =
        request.method().equals("OPTIONS")
            ? HttpApiResponse.empty(204).with(cors.preflight(request))
            : routed(request, requestId).with(cors.respond(request));
    return response.with(Map.of(REQUEST_ID, List.of(requestId)));
  }

  private HttpApiResponse routed(HttpApiRequest request, String requestId) {
    if (request.body().length > LARGEST_BODY) {
      return HttpApiResponse.message(413, "Request Entity Too Large");
    }
    for (HttpApiRoute route : routes) {
      Optional<Map<String, String>> variables =
          route.definition().method().equals(request.method())
              ? route.match(request.path())
              : Optional.empty();
      if (variables.isPresent()) {
        return authorized(request, route, variables.get(), requestId);
      }
    }
    return HttpApiResponse.message(404, "Not Found");
  }

  private HttpApiResponse authorized(
      HttpApiRequest request, HttpApiRoute route, Map<String, String> variables, String requestId) {
    if (!route.definition().needsToken()) {
      return invoked(request, route, variables, Map.of(), requestId);
    }
    return switch (authorizer.authorize(request)) {
      case Authorization.Granted(Map<String, Object> claims) ->
          invoked(request, route, variables, claims, requestId);
      case Authorization.Missing() ->
          HttpApiResponse.message(401, "Unauthorized").with(challenge("Bearer"));
      case Authorization.Invalid(String description) ->
          HttpApiResponse.message(401, "Unauthorized")
              .with(challenge("invalid_token", description));
      case Authorization.OutOfScope() ->
          HttpApiResponse.message(403, "Forbidden")
              .with(challenge("insufficient_scope", "the token does not have a required scope"));
    };
  }

  private HttpApiResponse invoked(
      HttpApiRequest request,
      HttpApiRoute route,
      Map<String, String> variables,
      Map<String, Object> claims,
      String requestId) {
    byte[] event = events.of(request, route.definition().key(), variables, claims, requestId);
    try {
      return ProxyResponse.read(route.function().invoke(event))
          .orElse(HttpApiResponse.message(500, "Internal Server Error"));
    } catch (FunctionError e) {
      return HttpApiResponse.message(500, "Internal Server Error");
    }
  }

  private Map<String, List<String>> challenge(String error, String description) {
    return challenge(
        "Bearer scope=\"%s\" error=\"%s\" error_description=\"%s\""
            .formatted(String.join(" ", scopes), error, description));
  }

  private static Map<String, List<String>> challenge(String challenge) {
    return Map.of("www-authenticate", List.of(challenge));
  }
}
