package cruddur.toolkit.live;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket server that responds to each frame with the frames of a script. */
public final class ScriptedEventServer implements AutoCloseable {

  /** A frame of a script: the server closes the socket. */
  public static final String CLOSE = "close";

  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
  private static final int TEXT = 1;
  private static final int CLOSING = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closedByClient = new CountDownLatch(1);
  private final ServerSocket server;
  private final Function<JsonNode, List<String>> script;

  private ScriptedEventServer(ServerSocket server, Function<JsonNode, List<String>> script) {
    this.server = server;
    this.script = script;
  }

  /**
   * Starts a server on a free port.
   *
   * @param script the frames to send for a frame of the client
   */
  public static ScriptedEventServer start(Function<JsonNode, List<String>> script)
      throws IOException {
    ScriptedEventServer events =
        new ScriptedEventServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    events.threads.execute(events::accept);
    return events;
  }

  /** The address of its WebSocket. */
  public String url() {
    return "ws://localhost:" + server.getLocalPort() + "/event/realtime";
  }

  /** Waits until a client has closed its socket. Returns false if none does. */
  boolean awaitClose() throws InterruptedException {
    // Only a failing test waits this long.
    return closedByClient.await(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The server is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write(handshake(header(in)));
      while (true) {
        for (String frame : script.apply(read(in))) {
          if (frame.equals(CLOSE)) {
            out.write(new byte[] {(byte) (0x80 | CLOSING), 2, 0x03, (byte) 0xE8});
            return;
          }
          write(out, frame.getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (EOFException | SocketException e) {
      closedByClient.countDown();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(DataInputStream in) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    while (!header.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      header.write(in.readByte());
    }
    return header.toString(StandardCharsets.US_ASCII);
  }

  private static byte[] handshake(String header) {
    Matcher key = KEY.matcher(header);
    if (!key.find()) {
      throw new IllegalStateException("not a WebSocket's request: " + header);
    }
    return """
    HTTP/1.1 101 Switching Protocols\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Protocol: aws-appsync-event-ws\r
    Sec-WebSocket-Accept: %s\r
    \r
    """
        .formatted(accepted(key.group(1)))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String accepted(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a masked text frame of less than 64 KB. */
  private static JsonNode read(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    if (opcode != TEXT) {
      throw new EOFException();
    }
    int length = in.readUnsignedByte() & 0x7F;
    byte[] mask = new byte[4];
    byte[] payload = new byte[length < 126 ? length : in.readUnsignedShort()];
    in.readFully(mask);
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % mask.length];
    }
    return Json.read(payload, JsonNode.class);
  }

  private static void write(DataOutputStream out, byte[] payload) throws IOException {
    out.writeByte(0x80 | TEXT);
    if (payload.length < 126) {
      out.writeByte(payload.length);
    } else {
      out.writeByte(126);
      out.writeShort(payload.length);
    }
    out.write(payload);
  }
}
