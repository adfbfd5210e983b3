package cruddur.local.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP client that sends invalid requests too, unlike those of libraries. */
public record RawHttp(int port) {

  /** A response; header names in lower case. */
  public record Reply(int status, Map<String, String> headers, String body) {}

  /** Sends a request without a body. */
  public Reply send(String requestLine, String... headers) throws IOException {
    return send(requestLine, new byte[0], headers);
  }

  /** Sends a request. */
  public Reply send(String requestLine, byte[] body, String... headers) throws IOException {
    StringBuilder head =
        new StringBuilder(requestLine).append(" HTTP/1.1\r\nConnection: close\r\n");
    if (String.join("\n", headers).lines().noneMatch(line -> line.startsWith("Host:"))) {
      head.append("Host: localhost:").append(port).append("\r\n");
    }
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      out.write(body);
      out.flush();
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Reply parse(String text) {
    String[] parts = text.split("\r\n\r\n", 2);
    String[] head = parts[0].split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < head.length; i++) {
      String[] header = head[i].split(": ?", 2);
      headers.merge(
          header[0].toLowerCase(Locale.ROOT), header[1], (first, next) -> first + " | " + next);
    }
    return new Reply(Integer.parseInt(head[0].split(" ", 3)[1]), headers, parts[1]);
  }
}
