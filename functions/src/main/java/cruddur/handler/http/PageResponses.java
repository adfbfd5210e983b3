package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.messaging.Sha256;
import cruddur.messaging.reading.PageRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Responses with a page of a list: {@code Link} to the next page, {@code ETag}, and 304. */
public final class PageResponses {

  /** Browsers may store a page, and must revalidate it each time. */
  private static final String CACHE_CONTROL = "private, no-cache";

  private static final int ETAG_BYTES = 16;

  private PageResponses() {}

  /** The response with a page; {@code next} is the sort key that the next page ends before. */
  public static APIGatewayV2HTTPResponse of(
      APIGatewayV2HTTPEvent event,
      PagedResource list,
      PageRequest request,
      String json,
      Optional<String> next) {
    Optional<String> link =
        next.map(sortKey ->
            "<%s?%s>; rel=\"next\""
                .formatted(event.getRawPath(), nextQuery(list, request, sortKey)));
    String etag = etag(json, link.orElse(""));
    APIGatewayV2HTTPResponse response =
        isUnmodified(event, etag) ? Responses.withStatus(304, null) : Responses.ok(json);
    link.ifPresent(value -> Responses.withHeader(response, "link", value));
    Responses.withHeader(response, "etag", etag);
    return Responses.withHeader(response, "cache-control", CACHE_CONTROL);
  }

  private static String nextQuery(PagedResource list, PageRequest request, String sortKey) {
    Map<String, String> parameters = new LinkedHashMap<>(list.parameters());
    parameters.put(PageParameters.LIMIT, Integer.toString(request.limit()));
    parameters.put(PageParameters.CURSOR, Cursor.encode(list.name(), sortKey));
    return parameters.entrySet().stream()
        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whether If-None-Match names the page, by weak comparison (RFC 9110, section 13.1.2). */
  private static boolean isUnmodified(APIGatewayV2HTTPEvent event, String etag) {
    return Headers.of(event, "if-none-match").stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }

  private static String etag(String json, String link) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(json.getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest(link.getBytes(StandardCharsets.UTF_8));
    return '"'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ETAG_BYTES))
        + '"';
  }
}
