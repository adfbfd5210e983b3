package cruddur.handler.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mockito.Mockito.mock;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.row.UserProfile;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Each nested class is named after a wrong response of Cruddur's Flask app; its tests show that it
 * cannot happen here.
 */
class LegacyErrorFaultsTest extends ConversationFixture {

  @Nested
  class ResponseToAPostCarriedTheSendersUuid {

    @Test
    void theResponseToAPostCarriesTheMessagesUuid() {
      String uuid = system.post(beta, group, "hello alpha").field("uuid");

      assertNotEquals(beta.uuid(), uuid);
      assertEquals(uuid, system.table().partition("MSG#" + group).getLast().get("message_uuid"));
      assertEquals(uuid, system.listMessages(alpha, group).send().each("uuid").getLast());
    }
  }

  @Nested
  class InvalidInputWasAnInternalError {

    @Test
    void anUnknownHandleIsRefused() {
      refusesToStart("\"nobody\"", "\"hello\"", "user_reciever_handle_unknown");
    }

    @Test
    void aMessageToOneselfIsRefused() {
      refusesToStart("\"alpha\"", "\"hello\"", "user_reciever_handle_own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[\"hello\"]", "{}", "true"})
    void aMessageThatIsNotAStringIsRefused(String message) {
      refusesToStart("\"beta\"", message, "message_invalid");
    }

    @Test
    void aUserWithoutAProfileIsRefused() {
      SampleUser withoutProfile =
          new SampleUser("5ab00000-0000-4000-8000-00000000ffff", new UserProfile("x", "x", "x"));

      system.refuses(system.listMessageGroups(withoutProfile), 403, "user_profile_missing");
    }

    @Test
    void aJsonArrayAsBodyIsRefused() {
      system.refuses(system.createMessage(alpha, "[]"), 400, "body_not_json_object");
      system.refuses(system.createMessageGroup(alpha, "[{}]"), 400, "body_not_json_object");
    }

    private void refusesToStart(String handle, String message, String code) {
      String body = "{\"handle\":%s,\"message\":%s}".formatted(handle, message);
      system.refuses(system.createMessageGroup(alpha, body), 422, code);
      system.refuses(system.createMessage(alpha, body), 422, code);
    }
  }

  @Nested
  class LastErrorHidTheOthers {

    @Test
    void everyErrorOfARequestIsListed() {
      system.refuses(
          system.createMessage(alpha, "{}"), 422, "message_group_uuid_blank", "message_blank");
      system.refuses(
          system.createMessageGroup(alpha, "{\"message\":\"" + "x".repeat(1025) + "\"}"),
          422,
          "user_reciever_handle_blank",
          "message_exceed_max_chars_1024");
    }
  }

  @Nested
  class FirstConcurrentRequestsFailed {

    @Test
    void theFirstRequestsSucceedWhenTheyAreConcurrent() throws Exception {
      system.restart();

      List<Integer> statuses =
          ConcurrentRuns.run(
              8,
              number ->
                  switch (number % 4) {
                    case 0 -> system.listMessages(alpha, group).send().status();
                    case 1 -> system.listMessageGroups(beta).send().status();
                    case 2 -> system.post(beta, group, "number " + number).status();
                    default -> system.showUserShort("@beta").send().status();
                  });

      assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 200), statuses);
    }
  }

  /** Every error of DynamoDB was a 500, in development mode with its traceback. */
  @Nested
  class DynamoDbErrorShowedATraceback {

    static final List<SdkException> TRANSIENT =
        List.of(
            serviceError(400, "ProvisionedThroughputExceededException"),
            serviceError(400, "ThrottlingException"),
            serviceError(500, "InternalServerError"),
            serviceError(503, "ServiceUnavailable"),
            ApiCallTimeoutException.builder().message("internal").build(),
            SdkClientException.create("internal", new SocketTimeoutException("internal")));

    static final List<SdkException> PERMANENT =
        List.of(
            serviceError(400, "ResourceNotFoundException"),
            serviceError(400, "AccessDeniedException"),
            serviceError(400, "ValidationException"),
            SdkClientException.create("internal"));

    @ParameterizedTest
    @FieldSource("TRANSIENT")
    void aTransientErrorAsksTheClientToRetry(SdkException error) {
      assertEveryRouteReturns(
          new FunctionResponse(
              503,
              Map.of("content-type", "application/json", "retry-after", "1"),
              "[\"service_unavailable\"]"),
          error);
    }

    @ParameterizedTest
    @FieldSource("PERMANENT")
    void aPermanentErrorShowsNothingInternal(SdkException error) {
      assertEveryRouteReturns(
          new FunctionResponse(
              500, Map.of("content-type", "application/json"), "[\"internal_error\"]"),
          error);
    }

    private void assertEveryRouteReturns(FunctionResponse expected, SdkException error) {
      Set<Map<String, AttributeValue>> before = system.table().items();
      system.useClient(mock(DynamoDbClient.class, call -> fail(call.getMethod().getName(), error)));
      String body = JsonText.object("message_group_uuid", group, "message", "hello");
      String start = JsonText.object("handle", "beta", "message", "hello");
      String log =
          system.logOf(() -> {
            for (ApiCall call :
                List.of(
                    system.listMessages(alpha, group),
                    system.listMessageGroups(alpha),
                    system.createMessage(alpha, body),
                    system.createMessageGroup(alpha, start),
                    system.showUserShort("@alpha"))) {
              assertEquals(expected, call.send());
            }
          });
      assertFalse(log.contains("internal message"), log);
      assertEquals(before, system.table().items());
    }

    private static SdkException serviceError(int status, String code) {
      return DynamoDbException.builder()
          .statusCode(status)
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode(code).errorMessage("internal message").build())
          .build();
    }

    /** Mockito calls {@code toString} for its own messages. */
    private static Object fail(String method, SdkException error) {
      if (method.equals("toString")) {
        return "a client that fails";
      }
      throw error;
    }
  }
}
