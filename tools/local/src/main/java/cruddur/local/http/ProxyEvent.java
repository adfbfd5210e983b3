package cruddur.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The event that API Gateway's HTTP API makes of a request, payload format 2.0: see "Create AWS
 * Lambda proxy integrations for HTTP APIs" in its developer guide. What a request lacks (cookies,
 * query, body) is absent, not empty.
 */
final class ProxyEvent {
  /** {@code 22/Nov/2026:13:07:40 +0000}. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The types whose bodies come as they are; all others come in base64. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(text/.*|application/((.*\\+)?(json|xml)|javascript))\\s*(;.*)?",
          Pattern.CASE_INSENSITIVE);

  private final List<String> scopes;
  private final Clock clock;

  /** The scopes are those that the authorizer asks for. */
  ProxyEvent(List<String> scopes, Clock clock) {
    this.scopes = scopes;
    this.clock = clock;
  }

  /**
   * Builds the event.
   *
   * @param variables of the path
   * @param claims of the token; empty for a route that needs none
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
    boolean isText =
        request.header("content-type").filter(type -> TEXT.matcher(type).matches()).isPresent();
    boolean isBase64Encoded = request.body().length > 0 && !isText;
    if (request.body().length > 0) {
      event.put(
          "body",
          isBase64Encoded
              ? Base64.getEncoder().encodeToString(request.body())
              : new String(request.body(), StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", isBase64Encoded);
    return Json.bytes(event);
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

  /** A claim as the event has it: always a text, a list as {@code [a b]}. */
  private static String text(Object claim) {
    return claim instanceof Collection<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(claim);
  }
}
