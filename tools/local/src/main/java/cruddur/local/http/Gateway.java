package cruddur.local.http;

import cruddur.local.lambda.FunctionError;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.template.HttpApiDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Processes a request in API Gateway's order: preflight, size, route, authorizer, function. Its own
 * errors are {@code {"message": ...}}. A function error and a timeout are 500.
 */
final class Gateway {
  /** API Gateway's quota for a request body, in bytes. */
  static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /** Lambda's quota for the event of an invocation, which a body of less than 10 MB can exceed. */
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024 + 100;

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
            ? HttpApiResponse.empty(204).withHeaders(cors.preflight(request))
            : route(request, requestId).withHeaders(cors.simple(request));
    return response.withHeaders(Map.of(REQUEST_ID, List.of(requestId)));
  }

  private HttpApiResponse route(HttpApiRequest request, String requestId) {
    if (request.body().length > MAX_BODY_BYTES) {
      return HttpApiResponse.message(413, "Request Entity Too Large");
    }
    for (HttpApiRoute route : routes) {
      Optional<Map<String, String>> variables =
          route.definition().method().equals(request.method())
              ? route.match(request.path())
              : Optional.empty();
      if (variables.isPresent()) {
        return authorize(request, route, variables.get(), requestId);
      }
    }
    return HttpApiResponse.message(404, "Not Found");
  }

  private HttpApiResponse authorize(
      HttpApiRequest request, HttpApiRoute route, Map<String, String> variables, String requestId) {
    if (!route.definition().needsToken()) {
      return invoke(request, route, variables, Map.of(), requestId);
    }
    return switch (authorizer.authorize(request)) {
      case Authorization.Granted(Map<String, Object> claims) ->
          invoke(request, route, variables, claims, requestId);
      case Authorization.Missing() ->
          HttpApiResponse.message(401, "Unauthorized").withHeaders(challenge("Bearer"));
      case Authorization.Invalid(String description) ->
          HttpApiResponse.message(401, "Unauthorized")
              .withHeaders(challenge("invalid_token", description));
      case Authorization.OutOfScope() ->
          HttpApiResponse.message(403, "Forbidden")
              .withHeaders(
                  challenge("insufficient_scope", "the token does not have a required scope"));
    };
  }

  private HttpApiResponse invoke(
      HttpApiRequest request,
      HttpApiRoute route,
      Map<String, String> variables,
      Map<String, Object> claims,
      String requestId) {
    byte[] event = events.of(request, route.definition().key(), variables, claims, requestId);
    if (event.length > MAX_EVENT_BYTES) {
      return HttpApiResponse.message(413, "Request Entity Too Large");
    }
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
