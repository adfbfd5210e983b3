package cruddur.local.http;

import cruddur.toolkit.template.HttpApiDefinition.Cors;
import java.util.List;
import java.util.Map;

/** What API Gateway tells browsers. A page that may not call the API is told nothing. */
record CorsHeaders(Cors cors) {

  /** For a preflight. */
  Map<String, List<String>> preflight(HttpApiRequest request) {
    return isAllowed(request)
        ? Map.of(
            "access-control-allow-origin", List.of(request.headers().get("origin")),
            "access-control-allow-methods", List.of(String.join(",", cors.allowMethods())),
            "access-control-allow-headers", List.of(String.join(",", cors.allowHeaders())),
            "access-control-max-age", List.of(Long.toString(cors.maxAge().toSeconds())))
        : Map.of();
  }

  /** For any other response. */
  Map<String, List<String>> respond(HttpApiRequest request) {
    return isAllowed(request)
        ? Map.of(
            "access-control-allow-origin", List.of(request.headers().get("origin")),
            "access-control-expose-headers", List.of(String.join(",", cors.exposeHeaders())))
        : Map.of();
  }

  private boolean isAllowed(HttpApiRequest request) {
    return request.header("origin").filter(cors.allowOrigins()::contains).isPresent();
  }
}
