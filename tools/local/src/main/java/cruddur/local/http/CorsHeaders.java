package cruddur.local.http;

import cruddur.toolkit.template.HttpApiDefinition.Cors;
import java.util.List;
import java.util.Map;

/** The CORS headers of API Gateway. Origins that are not allowed get none. */
record CorsHeaders(Cors cors) {

  /** The headers of a preflight response. */
  Map<String, List<String>> preflight(HttpApiRequest request) {
    return isAllowed(request)
        ? Map.of(
            "access-control-allow-origin", List.of(request.headers().get("origin")),
            "access-control-allow-methods", List.of(String.join(",", cors.allowMethods())),
            "access-control-allow-headers", List.of(String.join(",", cors.allowHeaders())),
            "access-control-max-age", List.of(Long.toString(cors.maxAge().toSeconds())))
        : Map.of();
  }

  /** The headers of any other response. */
  Map<String, List<String>> simple(HttpApiRequest request) {
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
