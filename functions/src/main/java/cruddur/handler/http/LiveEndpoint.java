package cruddur.handler.http;

import java.util.Map;
import java.util.Optional;

/**
 * Where clients receive live events.
 *
 * @param url of the WebSocket endpoint
 * @param host what a client names as {@code host} in the authorization of its requests
 */
public record LiveEndpoint(String url, String host) {

  /** The endpoint in the environment; empty if the stack has no live events. */
  public static Optional<LiveEndpoint> in(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("LIVE_URL"))
        .filter(url -> !url.isBlank())
        .map(url -> new LiveEndpoint(url, environment.getOrDefault("LIVE_HOST", "")));
  }
}
