package cruddur.local.http;

import cruddur.local.live.EventApi;
import cruddur.local.live.EventConnection;
import cruddur.local.live.EventPaths;
import cruddur.local.live.FrameSink;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/** The WebSocket endpoint of live events, {@code /event/realtime}, on Jetty. */
final class EventSockets {
  /** Frames buffered for a slow client before it is disconnected. */
  private static final int MAX_UNSENT_FRAMES = 1_000;

  private EventSockets() {}

  /** A handler that upgrades connections, and passes every other request on. */
  static Handler handler(Server server, EventApi api, Handler others) {
    WebSocketUpgradeHandler sockets =
        WebSocketUpgradeHandler.from(
            server,
            container -> {
              // Keep-alive frames are the protocol's own.
              container.setIdleTimeout(Duration.ZERO);
              container.addMapping(
                  EventPaths.REALTIME,
                  (request, response, callback) -> {
                    if (!request.getSubProtocols().contains(EventConnection.PROTOCOL)) {
                      JettyExchange.write(EventApi.protocolRequired(), response, callback);
                      return null;
                    }
                    response.setAcceptedSubProtocol(EventConnection.PROTOCOL);
                    return new EventSocket(api, request.getSubProtocols());
                  });
            });
    sockets.setHandler(others);
    return sockets;
  }

  /** One connection. Jetty calls it one frame at a time. */
  public static final class EventSocket implements Session.Listener.AutoDemanding {
    private final EventApi api;
    private final List<String> subprotocols;
    private volatile EventConnection connection;

    EventSocket(EventApi api, List<String> subprotocols) {
      this.api = api;
      this.subprotocols = subprotocols;
    }

    @Override
    public void onWebSocketOpen(Session session) {
      session.setMaxOutgoingFrames(MAX_UNSENT_FRAMES);
      connection = api.connect(subprotocols, new SessionSink(session));
    }

    @Override
    public void onWebSocketText(String message) {
      connection.onText(message);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
      connection.onClose();
      callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
      connection.onClose();
    }
  }

  private record SessionSink(Session session) implements FrameSink {
    @Override
    public void send(String json) {
      session.sendText(json, Callback.from(() -> {}, _ -> session.disconnect()));
    }

    @Override
    public void close(int code, String reason) {
      session.close(code, reason, Callback.NOOP);
    }

    @Override
    public void disconnect() {
      session.disconnect();
    }
  }
}
