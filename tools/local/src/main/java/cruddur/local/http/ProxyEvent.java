package cruddur.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Creates the event of a request, payload format 2.0 (API Gateway developer guide, "Create AWS
 * Lambda proxy integrations for HTTP APIs"). Fields without a value (cookies, query, body) are
 * absent.
 */
final class ProxyEvent {
  /** {@code 22/Nov/2026:13:07:40 +0000}. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Bodies of these types are text; all others are base64. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/.*|application/((.*\\+)?(json|xml)|javascript))\\s*(;.*)?",
          Pattern.CASE_INSENSITIVE);

  private final List<String> scopes;
  private final InstantSource clock;

  /**
   * Creates events.
   *
   * @param scopes the authorizer's scopes
   */
  ProxyEvent(List<String> scopes, InstantSource clock) {
    this.scopes = scopes;
    this.clock = clock;
  }

  /**
   * Returns the event as JSON.
   *
   * @param variables the path's variables
   * @param claims the token's claims; empty for a route that needs no token
   */
  byte[] of(
      HttpApiRequest request,
      String routeKey,
      Map<String, String> variables,
      Map<String, Object> claims,
      String requestId) {
    ObjectNode event = Json.object();
    event.put("version", "2.0");
    event.put("routeKey", routeKey);
    event.put("rawPath", request.path());
    event.put("rawQueryString", request.rawQuery());
    request
        .header("cookie")
        .ifPresent(cookies -> event.set("cookies", Json.node(List.of(cookies.split("; ?")))));
    event.set("headers", Json.node(headers(request)));
    if (!request.parameters().isEmpty()) {
      event.set("queryStringParameters", Json.node(request.parameters()));
    }
    event.set("requestContext", requestContext(request, routeKey, claims, requestId));
    if (!variables.isEmpty()) {
      event.set("pathParameters", Json.node(variables));
    }
    Optional<String> text = text(request);
    boolean isBase64Encoded = request.body().length > 0 && text.isEmpty();
    if (request.body().length > 0) {
      event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
    }
    event.put("isBase64Encoded", isBase64Encoded);
    return Json.bytes(event);
  }

  /**
   * The body as text, if it has a type of text. Bytes that are not UTF-8 are not replaced, so that
   * the function can refuse them; AWS does not document what it does.
   */
  private static Optional<String> text(HttpApiRequest request) {
    try {
      return request.header("content-type").filter(type -> TEXT.matcher(type).matches()).isPresent()
          ? Optional.of(
              StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(request.body()))
                  .toString())
          : Optional.empty();
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private ObjectNode requestContext(
      HttpApiRequest request, String routeKey, Map<String, Object> claims, String requestId) {
    Instant now = clock.instant();
    ObjectNode context = Json.object();
    context.put("accountId", "000000000000");
    context.put("apiId", "local");
    if (!claims.isEmpty()) {
      ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
      ObjectNode texts = jwt.putObject("claims");
      claims.forEach((name, value) -> texts.put(name, text(value)));
      jwt.set("scopes", Json.node(scopes));
    }
    context.put("domainName", request.header("host").orElse(""));
    context.put("domainPrefix", "local");
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", request.path())
        .put("protocol", request.protocol())
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.header("user-agent").orElse(""));
    context.put("requestId", requestId);
    context.put("routeKey", routeKey);
    context.put("stage", "$default");
    context.put("time", TIME.format(now));
    context.put("timeEpoch", now.toEpochMilli());
    return context;
  }

  private static Map<String, String> headers(HttpApiRequest request) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.remove("cookie");
    headers.put("x-forwarded-for", request.sourceIp());
    headers.put("x-forwarded-proto", "http");
    return headers;
  }

  /** Claims are always text in the event; a list is {@code [a b]}. */
  private static String text(Object claim) {
    return claim instanceof Collection<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(claim);
  }
}
