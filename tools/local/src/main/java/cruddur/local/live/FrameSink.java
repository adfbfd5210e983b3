package cruddur.local.live;

/** The client's end of a WebSocket connection. */
public interface FrameSink {

  /** Sends a text frame without waiting; does nothing if the connection is closed. */
  void send(String json);

  /** Closes the connection with a close frame. */
  void close(int code, String reason);

  /** Closes the connection without a close frame, as a lost network does. */
  void disconnect();
}
