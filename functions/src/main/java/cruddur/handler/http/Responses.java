package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** HTTP responses: JSON without anything internal; an error is an array of codes. */
public final class Responses {

  /** In seconds; DynamoDB usually stops throttling soon. */
  private static final String RETRY_AFTER = "1";

  static final String UNAVAILABLE = "service_unavailable";
  static final String INTERNAL = "internal_error";

  private Responses() {}

  public static APIGatewayV2HTTPResponse ok(String json) {
    return withStatus(200, json);
  }

  public static APIGatewayV2HTTPResponse noContent() {
    return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
  }

  static APIGatewayV2HTTPResponse withStatus(int status, String json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(json)
        .build();
  }

  static APIGatewayV2HTTPResponse withHeader(
      APIGatewayV2HTTPResponse response, String name, String value) {
    response.getHeaders().put(name, value);
    return response;
  }

  static APIGatewayV2HTTPResponse unavailable() {
    return withHeader(
        withStatus(503, ResponseJson.codes(List.of(UNAVAILABLE))), "retry-after", RETRY_AFTER);
  }

  static APIGatewayV2HTTPResponse internalError() {
    return withStatus(500, ResponseJson.codes(List.of(INTERNAL)));
  }

  /** All codes of a refusal; the lowest status wins, so that a malformed request is a 400. */
  static APIGatewayV2HTTPResponse refused(RequestRefusedException refusal) {
    int status = refusal.codes().stream().mapToInt(Responses::statusOf).min().orElseThrow();
    List<String> codes = refusal.codes().stream().map(ErrorCode::code).toList();
    APIGatewayV2HTTPResponse response = withStatus(status, ResponseJson.codes(codes));
    refusal
        .retryAfter()
        .ifPresent(wait -> withHeader(response, "retry-after", roundUpToSeconds(wait)));
    return response;
  }

  private static String roundUpToSeconds(Duration wait) {
    return Long.toString(wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  private static int statusOf(ErrorCode code) {
    return switch (code) {
      case BODY_NOT_JSON_OBJECT, CURSOR_INVALID -> 400;
      case ACCESS_TOKEN_REQUIRED -> 401;
      case PROFILE_MISSING -> 403;
      case MESSAGE_GROUP_NOT_FOUND, USER_NOT_FOUND -> 404;
      case BODY_TOO_LARGE -> 413;
      case LIMIT_INVALID,
          HIDDEN_INVALID,
          UP_TO_BLANK,
          UP_TO_INVALID,
          MESSAGE_BLANK,
          MESSAGE_TOO_LONG,
          MESSAGE_INVALID,
          MESSAGE_GROUP_BLANK,
          MESSAGE_GROUP_INVALID,
          RECEIVER_BLANK,
          RECEIVER_INVALID,
          RECEIVER_UNKNOWN,
          RECEIVER_IS_SENDER,
          IDEMPOTENCY_KEY_INVALID,
          IDEMPOTENCY_KEY_REUSED ->
          422;
      case MESSAGE_RATE_EXCEEDED,
          MESSAGE_GROUP_RATE_EXCEEDED,
          USER_RATE_EXCEEDED,
          MARK_RATE_EXCEEDED ->
          429;
    };
  }
}
