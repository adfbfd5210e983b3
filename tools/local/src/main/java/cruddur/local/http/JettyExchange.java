package cruddur.local.http;

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

/** Jetty's request into ours, our response into Jetty's. */
final class JettyExchange {
  private JettyExchange() {}

  /** Reads a request, and at most so much of its body. */
  static HttpApiRequest read(Request request, int longestBody) throws IOException {
    String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
    return new HttpApiRequest(
        request.getMethod(),
        HttpApiRequest.decodePath(request.getHttpURI().getPath()),
        query,
        HttpApiRequest.decodeQuery(query),
        request.getConnectionMetaData().getProtocol(),
        headers(request),
        Request.getRemoteAddr(request),
        body(request, longestBody));
  }

  private static byte[] body(Request request, int longestBody) throws IOException {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] body = in.readNBytes(longestBody);
      // A client that is still sending would not see a response.
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

  static void write(HttpApiResponse answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
    boolean hasBody = answer.status() != 204 && answer.status() != 304;
    response.write(true, hasBody ? ByteBuffer.wrap(answer.body()) : null, callback);
  }

  /** Closes the client's connection, without a byte of a response. */
  static void hangUp(Request request, Callback callback, NoResponseException fault) {
    request.getConnectionMetaData().getConnection().getEndPoint().close(fault);
    callback.failed(fault);
  }
}
