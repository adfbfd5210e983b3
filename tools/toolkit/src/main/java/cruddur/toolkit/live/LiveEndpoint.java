package cruddur.toolkit.live;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the live events of a user are.
 *
 * @param url the address of the WebSocket
 * @param host the host name that an authorization names
 * @param channel the user's own channel
 */
public record LiveEndpoint(String url, String host, String channel) {

  /** Reads {@code live} of {@code GET /api/me}. A field that it lacks is an empty string. */
  public static LiveEndpoint of(JsonNode live) {
    return new LiveEndpoint(
        live.path("url").asText(), live.path("host").asText(), live.path("channel").asText());
  }
}
