package cruddur.local.http;

import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.NoResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Converts Jetty's requests and responses. */
final class JettyExchange {
  private JettyExchange() {}

  /** Reads a request, and at most {@code maxBody} bytes of its body. */
  static HttpApiRequest read(Request request, int maxBody) throws IOException {
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    return new HttpApiRequest(
        request.getMethod(),
        HttpApiRequest.decodePath(request.getHttpURI().getPath()),
        query,
        HttpApiRequest.decodeQuery(query),
        request.getConnectionMetaData().getProtocol(),
        headers(request),
        Request.getRemoteAddr(request),
        body(request, maxBody));
  }

  private static byte[] body(Request request, int maxBody) throws IOException {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] body = in.readNBytes(maxBody);
      // A client that is still sending would not read the response.
      in.transferTo(OutputStream.nullOutputStream());
      return body;
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

  /** Closes the client's connection without a response. */
  static void abort(Request request, Callback callback, NoResponseException cause) {
    request.getConnectionMetaData().getConnection().getEndPoint().close(cause);
    callback.failed(cause);
  }
}
