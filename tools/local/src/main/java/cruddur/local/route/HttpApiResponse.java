package cruddur.local.route;

import cruddur.toolkit.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A response of the API or of a local route.
 *
 * @param headers names in lower case; cookies are values of {@code set-cookie}
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are never compared.
public record HttpApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** A response with a value as JSON. */
  public static HttpApiResponse json(int status, Object value) {
    return new HttpApiResponse(
        status, Map.of("content-type", List.of("application/json")), Json.bytes(value));
  }

  /** An error of API Gateway itself: {@code {"message": ...}}. */
  public static HttpApiResponse message(int status, String message) {
    return json(status, Map.of("message", message));
  }

  /** A response without headers and body. */
  public static HttpApiResponse empty(int status) {
    return new HttpApiResponse(status, Map.of(), new byte[0]);
  }

  /** The same with more headers, which replace existing ones of the same name. */
  public HttpApiResponse withHeaders(Map<String, List<String>> added) {
    Map<String, List<String>> all = new LinkedHashMap<>(headers);
    all.putAll(added);
    return new HttpApiResponse(status, all, body);
  }
}
