package cruddur.handler.http;

/**
 * Where clients receive live events.
 *
 * @param url of the WebSocket endpoint
 * @param host what a client names as {@code host} in the authorization of its requests
 */
public record WebSocketEndpoint(String url, String host) {}
