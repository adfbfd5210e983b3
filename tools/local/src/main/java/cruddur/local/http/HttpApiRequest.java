package cruddur.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to the API.
 *
 * @param path decoded, as API Gateway decodes it before it looks for a route: an encoded slash
 *     separates too
 * @param rawQuery without its question mark, and as it was sent
 * @param parameters of the query, decoded, values of one name joined by commas
 * @param headers names in lower case, values of one name joined by commas
 * @param sourceIp the caller's address
 * @param body at most one byte more than the API takes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares bodies.
record HttpApiRequest(
    String method,
    String path,
    String rawQuery,
    Map<String, String> parameters,
    String protocol,
    Map<String, String> headers,
    String sourceIp,
    byte[] body) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Decodes a path. */
  static String decodePath(String rawPath) {
    // In a path a plus is a plus.
    return decode(rawPath.replace("+", "%2B"));
  }

  /** Decodes a query. */
  static Map<String, String> decodeQuery(String rawQuery) {
    return Arrays.stream(rawQuery.split("&"))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> decode(pair[0]),
                pair -> pair.length == 2 ? decode(pair[1]) : "",
                (first, next) -> first + "," + next,
                LinkedHashMap::new));
  }

  private static String decode(String text) {
    // In a query browsers send a percent sign that stands for itself as it is; in a path Jetty
    // refuses it.
    return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
  }
}
