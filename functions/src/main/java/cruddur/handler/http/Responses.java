package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.messaging.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * HTTP answers: always JSON, an error always an array of codes. CORS headers are API Gateway's to
 * add.
 *
 * <p>Nothing internal reaches a client.
 */
public final class Responses {

  /** Seconds; DynamoDB's throttling passes quickly. */
  private static final String RETRY_AFTER = "1";

  static final String UNAVAILABLE = "service_unavailable";
  static final String INTERNAL = "internal_error";

  private Responses() {}

  /** Success. */
  public static APIGatewayV2HTTPResponse ok(String json) {
    return respond(200, json);
  }

  static APIGatewayV2HTTPResponse respond(int status, String json) {
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

  /** The table is busy or does not answer: to be tried again. */
  static APIGatewayV2HTTPResponse unavailable() {
    return withHeader(
        respond(503, ResponseJson.codes(List.of(UNAVAILABLE))), "retry-after", RETRY_AFTER);
  }

  /** What should not happen. */
  static APIGatewayV2HTTPResponse internalError() {
    return respond(500, ResponseJson.codes(List.of(INTERNAL)));
  }

  /** Too many requests of one user, or from one place. */
  static APIGatewayV2HTTPResponse limited(ErrorCode reason, Duration retryAfter) {
    return withHeader(refused(List.of(reason)), "retry-after", wholeSeconds(retryAfter));
  }

  /** No less than it is, and so at least one. */
  private static String wholeSeconds(Duration wait) {
    return Long.toString(wait.plusSeconds(1).minusNanos(1).toSeconds());
  }

  /** All that is wrong with a request. */
  static APIGatewayV2HTTPResponse refused(List<ErrorCode> reasons) {
    // A request that is faulty in its form is that first of all.
    int status = reasons.stream().mapToInt(Responses::statusOf).min().orElseThrow();
    return respond(status, ResponseJson.codes(reasons.stream().map(ErrorCode::code).toList()));
  }

  private static int statusOf(ErrorCode refusal) {
    return switch (refusal) {
      case BODY_NOT_JSON_OBJECT, CURSOR_INVALID -> 400;
      case ACCESS_TOKEN_REQUIRED -> 401;
      case PROFILE_MISSING -> 403;
      case MESSAGE_GROUP_NOT_FOUND, USER_NOT_FOUND -> 404;
      case BODY_TOO_LARGE -> 413;
      case LIMIT_INVALID,
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
      case MESSAGE_RATE_EXCEEDED, MESSAGE_GROUP_RATE_EXCEEDED, USER_RATE_EXCEEDED -> 429;
    };
  }
}
