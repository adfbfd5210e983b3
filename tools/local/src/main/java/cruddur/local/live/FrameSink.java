package cruddur.local.live;

/** The client's end of a WebSocket connection. */
public interface FrameSink {

  /** Sends a text frame; does nothing if the connection is closed. */
  void send(String json);

  /** Closes the connection in order. */
  void close(int code, String reason);

  /** Cuts the connection, as a lost network does. */
  void cut();
}
