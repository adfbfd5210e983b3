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
 * @param path decoded; as in API Gateway, an encoded slash separates segments too
 * @param rawQuery as it was sent, without the question mark
 * @param parameters the decoded query; values of one name are joined by commas
 * @param headers names in lower case; values of one name are joined by commas
 * @param sourceIp the caller's address
 * @param body at most one byte more than the API accepts
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are never compared.
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

  static String decodePath(String rawPath) {
    // URLDecoder would turn a plus sign into a space.
    return decode(rawPath.replace("+", "%2B"));
  }

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
    // Browsers do not encode a literal percent sign in a query.
    return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
  }
}
