package cruddur.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a function's response, payload format 2.0: {@code statusCode}, {@code headers}, {@code
 * cookies}, {@code body}, {@code isBase64Encoded}. As on AWS, {@code multiValueHeaders} (format
 * 1.0) are ignored. Unlike on AWS, a response without a status code is invalid; AWS would use it as
 * the body of a 200, which no function here intends.
 */
final class ProxyResponse {
  private ProxyResponse() {}

  /** Returns the response; empty if it is not valid. */
  static Optional<HttpApiResponse> read(byte[] json) {
    return Json.parseObject(json)
        .filter(response ->
            response.path("statusCode").asInt() >= 100
                && response.path("statusCode").asInt() <= 599)
        .flatMap(response ->
            body(response)
                .map(body ->
                    new HttpApiResponse(
                        response.path("statusCode").asInt(), headers(response), body)));
  }

  private static Map<String, List<String>> headers(JsonNode response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("content-type", List.of("text/plain;charset=UTF-8"));
    response
        .path("headers")
        .properties()
        .forEach(header ->
            headers.put(
                header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asText())));
    List<String> cookies = new ArrayList<>();
    response.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    if (!cookies.isEmpty()) {
      headers.put("set-cookie", cookies);
    }
    return headers;
  }

  private static Optional<byte[]> body(JsonNode response) {
    String body = response.path("body").asText("");
    try {
      return Optional.of(
          response.path("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(body)
              : body.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
