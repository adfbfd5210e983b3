package cruddur.local.http;

import cruddur.toolkit.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A response of the API. Header names are in lower case, cookies among them as {@code set-cookie}.
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares bodies.
public record HttpApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

  /** A value as JSON. */
  public static HttpApiResponse json(int status, Object value) {
    return new HttpApiResponse(
        status, Map.of("content-type", List.of("application/json")), Json.bytes(value));
  }

  /** API Gateway's own way to refuse. */
  static HttpApiResponse message(int status, String message) {
    return json(status, Map.of("message", message));
  }

  static HttpApiResponse empty(int status) {
    return new HttpApiResponse(status, Map.of(), new byte[0]);
  }

  HttpApiResponse with(Map<String, List<String>> more) {
    Map<String, List<String>> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new HttpApiResponse(status, all, body);
  }
}
