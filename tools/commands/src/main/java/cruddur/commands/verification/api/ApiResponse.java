package cruddur.commands.verification.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * A response of the API.
 *
 * @param body a text node if the body is not JSON
 */
public record ApiResponse(
    ApiRequest request, int status, HttpHeaders headers, JsonNode body, Duration took) {

  private static final int MAX_SHOWN = 200;

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * Whether API Gateway itself responded: its errors are objects with a message, those of a
   * function are arrays.
   */
  boolean isFromGateway() {
    return body.has("message") && !body.has("uuid");
  }

  /** Whether a function responded with this error code. */
  public boolean hasCode(String code) {
    return body.isArray() && body.size() == 1 && body.path(0).asText().equals(code);
  }

  /** For display. Shows the body only if it is an error. */
  @Override
  public String toString() {
    String shown = status < 400 ? "" : " " + body;
    return request
        + " returned "
        + status
        + (shown.length() > MAX_SHOWN ? shown.substring(0, MAX_SHOWN) + "..." : shown);
  }
}
