package cruddur.commands.verification.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API.
 *
 * @param target path and query
 * @param body JSON
 */
public record ApiRequest(
    ApiRoute route,
    String method,
    String target,
    Map<String, String> headers,
    Optional<String> body) {

  public static ApiRequest to(ApiRoute route, Object... variable) {
    return new ApiRequest(route, route.method(), route.path(variable), Map.of(), Optional.empty());
  }

  /** The preflight request of a browser for a page of an origin. */
  public static ApiRequest preflightOf(ApiRoute route, String origin, String headers) {
    return new ApiRequest(route, "OPTIONS", route.path(""), Map.of(), Optional.empty())
        .with("origin", origin)
        .with("access-control-request-method", route.method())
        .with("access-control-request-headers", headers);
  }

  public ApiRequest withToken(String token) {
    return with("authorization", "Bearer " + token);
  }

  public ApiRequest with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new ApiRequest(route, method, target, more, body);
  }

  /** The same request with another target, such as that of a {@code Link}. */
  public ApiRequest at(String newTarget) {
    return new ApiRequest(route, method, newTarget, headers, body);
  }

  public ApiRequest withBody(String json) {
    return new ApiRequest(route, method, target, headers, Optional.of(json))
        .with("content-type", "application/json");
  }

  /** For display, without the query, which holds cursors. */
  @Override
  public String toString() {
    int query = target.indexOf('?');
    return method + " " + (query < 0 ? target : target.substring(0, query));
  }
}
