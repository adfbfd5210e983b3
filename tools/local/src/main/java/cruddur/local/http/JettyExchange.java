package cruddur.local.http;

import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.NoResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Converts Jetty's requests and responses. */
final class JettyExchange {
  private static final int BUFFER_BYTES = 8192;

  private JettyExchange() {}

  /**
   * Reads a request, and at most {@code maxBody} bytes of its body.
   *
   * @throws SlowRequestException if the body does not arrive within the timeout
   */
  static HttpApiRequest read(Request request, int maxBody, Duration timeout)
      throws IOException, SlowRequestException {
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    return new HttpApiRequest(
        request.getMethod(),
        HttpApiRequest.decodePath(request.getHttpURI().getPath()),
        query,
        HttpApiRequest.decodeQuery(query),
        request.getConnectionMetaData().getProtocol(),
        headers(request),
        Request.getRemoteAddr(request),
        body(request, maxBody, timeout));
  }

  private static byte[] body(Request request, int maxBody, Duration timeout)
      throws IOException, SlowRequestException {
    long start = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Request.asInputStream(request)) {
      // To the end: a client that is still sending would not read the response.
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        body.write(buffer, 0, Math.min(read, maxBody - body.size()));
        if (System.nanoTime() - start > timeout.toNanos()) {
          throw new SlowRequestException("the body takes longer than " + timeout);
        }
      }
      return body.toByteArray();
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new SlowRequestException("the body has stalled", e);
      }
      throw e;
    }
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = Optional.ofNullable(field.getValue()).orElse("");
      headers.merge(
          field.getName().toLowerCase(Locale.ROOT), value, (first, next) -> first + "," + next);
    }
    return headers;
  }

  static void write(HttpApiResponse from, Response to, Callback callback) {
    to.setStatus(from.status());
    from.headers()
        .forEach((name, values) -> values.forEach(value -> to.getHeaders().add(name, value)));
    boolean hasBody = from.status() != 204 && from.status() != 304;
    // Not the last write if there is no body: Jetty would add a Content-Length of 0 to a 304, which
    // is the length of what a 200 would have (RFC 9110, section 8.6).
    to.write(hasBody, hasBody ? ByteBuffer.wrap(from.body()) : null, callback);
  }

  /** Writes a response, and closes the connection: the rest of the request is never read. */
  static void writeLast(HttpApiResponse from, Response to, Callback callback) {
    to.getHeaders().put("connection", "close");
    write(from, to, callback);
  }

  /** Closes the client's connection without a response. */
  static void abort(Request request, Callback callback, NoResponseException cause) {
    request.getConnectionMetaData().getConnection().getEndPoint().close(cause);
    callback.failed(cause);
  }
}
