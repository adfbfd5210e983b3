package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * What the API answered.
 *
 * @param body JSON; a text node when it was none
 */
record ApiResponse(ApiRequest call, int status, HttpHeaders headers, JsonNode body, Duration took) {

  private static final int MOST_SHOWN = 200;

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * Whether API Gateway answered by itself: its responses are objects with a message, a function's
   * errors are arrays.
   */
  boolean isOfGateway() {
    return body.has("message") && !body.has("uuid");
  }

  /** Whether a function refused with this code. */
  boolean hasCode(String code) {
    return body.isArray() && body.size() == 1 && body.path(0).asText().equals(code);
  }

  /** For people. What was asked for is not shown, only what was said instead. */
  @Override
  public String toString() {
    String said = status < 400 ? "" : " " + body;
    return call
        + " answered "
        + status
        + (said.length() > MOST_SHOWN ? said.substring(0, MOST_SHOWN) + "..." : said);
  }
}
