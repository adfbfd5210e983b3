package cruddur.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call of one route, handed to its function as API Gateway does (payload format 2.0, documented
 * with "Create AWS Lambda proxy integrations for HTTP APIs"): header names in lower case, no maps
 * where there is nothing to hold.
 */
final class ApiCall {

  /** What the caller's Authorization header holds; it must never reach the log. */
  static final String TOKEN = "c2FtcGxl.dG9rZW4.bm90LWZvci10aGUtbG9n";

  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
  private final String method;
  private final String route;
  private final Map<String, String> pathParameters = new LinkedHashMap<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private Map<String, String> claims;
  private String body;
  private String sourceIp = "192.0.2.1";
  private boolean isBase64Encoded;

  private ApiCall(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
      String method,
      String route) {
    this.function = function;
    this.method = method;
    this.route = route;
    header("host", "sample.execute-api.us-east-1.amazonaws.com");
    header("x-forwarded-proto", "https");
  }

  static ApiCall get(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, String route) {
    return new ApiCall(function, "GET", route);
  }

  static ApiCall post(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, String route) {
    return new ApiCall(function, "POST", route).header("content-type", "application/json");
  }

  ApiCall by(SampleUser caller) {
    return withClaims(caller.accessTokenClaims());
  }

  /**
   * The claims of a token that the authorizer has let through; {@code null} for a route without
   * one.
   */
  ApiCall withClaims(Map<String, String> verified) {
    claims = verified;
    return header("authorization", "Bearer " + TOKEN);
  }

  ApiCall path(String variable, String value) {
    pathParameters.put(variable, value);
    return this;
  }

  ApiCall query(String name, String value) {
    query.put(name, value);
    return this;
  }

  ApiCall query(Map<String, String> parameters) {
    query.putAll(parameters);
    return this;
  }

  ApiCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** From another address than all others. */
  ApiCall from(String address) {
    sourceIp = address;
    return this;
  }

  ApiCall body(String text) {
    body = text;
    isBase64Encoded = false;
    return this;
  }

  /** A body of a type that API Gateway takes for binary. */
  ApiCall base64Body(String base64) {
    body = base64;
    isBase64Encoded = true;
    return this;
  }

  ApiCall base64Body(byte[] bytes) {
    return base64Body(Base64.getEncoder().encodeToString(bytes));
  }

  ApiCall base64BodyOf(String text) {
    return base64Body(text.getBytes(StandardCharsets.UTF_8));
  }

  FunctionResponse send() {
    return send(RemainingTime.PLENTY);
  }

  FunctionResponse send(RemainingTime time) {
    return FunctionResponse.of(function.handleRequest(event(), time));
  }

  /** What the client chose, as far as it is longer than a word of ours might be. */
  List<String> givenTexts() {
    return Stream.of(
            pathParameters.values().stream(),
            query.values().stream(),
            headers.values().stream(),
            Stream.ofNullable(body))
        .flatMap(texts -> texts)
        .filter(text -> text.length() > 5)
        .toList();
  }

  APIGatewayV2HTTPEvent event() {
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey(method + " " + route)
        .withRawPath(rawPath())
        .withRawQueryString(rawQueryString())
        .withHeaders(headers)
        .withQueryStringParameters(query.isEmpty() ? null : query)
        .withPathParameters(pathParameters.isEmpty() ? null : pathParameters)
        .withBody(body)
        .withIsBase64Encoded(isBase64Encoded)
        .withRequestContext(requestContext())
        .build();
  }

  private RequestContext requestContext() {
    return RequestContext.builder()
        .withAccountId("123456789012")
        .withApiId("sample")
        .withAuthorizer(authorizer())
        .withDomainName("sample.execute-api.us-east-1.amazonaws.com")
        .withDomainPrefix("sample")
        .withHttp(
            RequestContext.Http.builder()
                .withMethod(method)
                .withPath(rawPath())
                .withProtocol("HTTP/1.1")
                .withSourceIp(sourceIp)
                .withUserAgent("sample")
                .build())
        .withRequestId("sample=")
        .withRouteKey(method + " " + route)
        .withStage("$default")
        .withTime("22/Nov/2026:13:07:40 +0000")
        .withTimeEpoch(1_795_352_860_123L)
        .build();
  }

  private RequestContext.Authorizer authorizer() {
    if (claims == null) {
      return null;
    }
    return RequestContext.Authorizer.builder()
        .withJwt(
            RequestContext.Authorizer.JWT
                .builder()
                .withClaims(claims)
                .withScopes(List.of("aws.cognito.signin.user.admin"))
                .build())
        .build();
  }

  private String rawPath() {
    String path = route;
    for (Map.Entry<String, String> variable : pathParameters.entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return path;
  }

  private String rawQueryString() {
    return query.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining("&"));
  }
}
