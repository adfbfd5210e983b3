package cruddur.handler.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.RecordedLog;
import cruddur.handler.fixture.RemainingTime;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.JsonLog;
import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.RowsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How refusals and failures become responses. */
class ResponsesTest {

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  @ParameterizedTest
  @EnumSource
  void aRefusalIsAnArrayWithItsCode(ErrorCode code) {
    FunctionResponse response = responseTo(new RequestRefusedException(code));

    assertEquals(JSON, response.headers());
    assertEquals("[\"" + code.code() + "\"]", response.body());
  }

  @Test
  void everyCodeHasItsStatus() {
    Map<Integer, Set<String>> codes =
        Arrays.stream(ErrorCode.values())
            .collect(
                groupingBy(
                    code -> responseTo(new RequestRefusedException(code)).status(),
                    mapping(ErrorCode::code, toSet())));

    assertEquals(
        Map.of(
            400, Set.of("body_not_json_object", "cursor_invalid"),
            401, Set.of("access_token_required"),
            403, Set.of("user_profile_missing"),
            404, Set.of("message_group_not_found", "user_not_found"),
            413, Set.of("body_too_large"),
            422,
                Set.of(
                    "limit_invalid",
                    "hidden_invalid",
                    "up_to_blank",
                    "up_to_invalid",
                    "message_blank",
                    "message_exceed_max_chars_1024",
                    "message_invalid",
                    "message_group_uuid_blank",
                    "message_group_uuid_invalid",
                    "user_reciever_handle_blank",
                    "user_reciever_handle_invalid",
                    "user_reciever_handle_unknown",
                    "user_reciever_handle_own",
                    "idempotency_key_invalid",
                    "idempotency_key_reused"),
            429,
                Set.of(
                    "message_rate_exceeded",
                    "message_group_rate_exceeded",
                    "user_rate_exceeded",
                    "mark_rate_exceeded")),
        codes);
  }

  @ParameterizedTest
  @CsvSource({"PT0.000000001S,1", "PT1S,1", "PT1.000000001S,2", "PT10S,10"})
  void retryAfterIsRoundedUpToWholeSeconds(Duration wait, String retryAfter) {
    assertEquals(
        new FunctionResponse(
            429,
            Map.of("content-type", "application/json", "retry-after", retryAfter),
            "[\"message_rate_exceeded\"]"),
        responseTo(new RequestRefusedException(ErrorCode.MESSAGE_RATE_EXCEEDED, wait)));
  }

  @Test
  void allRefusalsAreListed() {
    List<ErrorCode> errors = List.of(ErrorCode.MESSAGE_GROUP_BLANK, ErrorCode.MESSAGE_BLANK);

    assertEquals(
        new FunctionResponse(422, JSON, "[\"message_group_uuid_blank\",\"message_blank\"]"),
        responseTo(
            assertThrows(
                RequestRefusedException.class, () -> RequestRefusedException.throwIfAny(errors))));
  }

  @Test
  void anUnavailableTableIs503WithRetryAfter() {
    Captured captured =
        captured(() -> {
          throw new RowsUnavailableException(
              "table sample is throttled", new IllegalStateException("secret"));
        });

    assertEquals(
        new FunctionResponse(
            503,
            Map.of("content-type", "application/json", "retry-after", "1"),
            "[\"service_unavailable\"]"),
        captured.response());
    assertTrue(captured.log().contains("RowsUnavailableException"), captured.log());
    assertFalse(captured.log().contains("secret"), captured.log());
  }

  @Test
  void anUnexpectedErrorShowsNothingAndLogsItsTypeAndLocation() {
    Captured captured =
        captured(() -> {
          throw new IllegalStateException("secret", new IllegalArgumentException("another secret"));
        });

    assertEquals(new FunctionResponse(500, JSON, "[\"internal_error\"]"), captured.response());
    assertTrue(captured.log().contains("java.lang.IllegalStateException at "), captured.log());
    assertTrue(
        captured.log().contains(" <- java.lang.IllegalArgumentException at "), captured.log());
    assertFalse(captured.log().contains("secret"), captured.log());
  }

  private record Captured(FunctionResponse response, String log) {}

  private static Captured captured(Supplier<APIGatewayV2HTTPResponse> request) {
    RecordedLog log = new RecordedLog();
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    ApiRequestRunner requests =
        new ApiRequestRunner(new InvocationLogger(new JsonLog(log, clock, "messages"), clock));
    FunctionResponse response =
        FunctionResponse.of(
            requests.run(new APIGatewayV2HTTPEvent(), RemainingTime.PLENTY, request));
    return new Captured(response, log.takeLine());
  }

  private static FunctionResponse responseTo(RequestRefusedException refusal) {
    return captured(
            () -> {
              throw refusal;
            })
        .response();
  }
}
