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
import org.junit.jupiter.api.DisplayName;
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
 * What the system this one follows answered amiss, each fault under its number: none of them comes
 * back.
 */
class LegacyErrorFaultsTest extends ConversationFixture {

  @Nested
  @DisplayName("15: the answer to a post carried the sender's uuid as the message's")
  class Fault15 {

    @Test
    void theResponseCarriesTheMessagesOwnUuid() {
      String answered = system.post(beta, group, "hello alpha").field("uuid");

      assertNotEquals(beta.uuid(), answered);
      assertEquals(answered, system.partition("MSG#" + group).getLast().get("message_uuid"));
      assertEquals(answered, system.listMessages(alpha, group).send().each("uuid").getLast());
    }
  }

  @Nested
  @DisplayName("16: what users get wrong was a 500")
  class Fault16 {

    @Test
    void anUnknownHandleIsNoError() {
      refusesToStart("\"nobody\"", "\"hello\"", "user_reciever_handle_unknown");
    }

    @Test
    void aMessageToOneselfIsNoError() {
      refusesToStart("\"alpha\"", "\"hello\"", "user_reciever_handle_own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[\"hello\"]", "{}", "true"})
    void aMessageThatIsNoTextIsNoError(String message) {
      refusesToStart("\"beta\"", message, "message_invalid");
    }

    @Test
    void aUserWithoutARowIsNoError() {
      SampleUser visitor =
          new SampleUser("5ab00000-0000-4000-8000-00000000ffff", new UserProfile("x", "x", "x"));

      system.refuses(system.listMessageGroups(visitor), 403, "user_profile_missing");
    }

    private void refusesToStart(String handle, String message, String code) {
      String body = "{\"handle\":%s,\"message\":%s}".formatted(handle, message);
      system.refuses(system.createMessageGroup(alpha, body), 422, code);
      system.refuses(system.createMessage(alpha, body), 422, code);
    }
  }

  @Nested
  @DisplayName(
      "17: errors of the table were 500s with their traceback, and the last fault hid the others")
  class Fault17 {

    static final List<SdkException> PASSING =
        List.of(
            refusal(400, "ProvisionedThroughputExceededException"),
            refusal(400, "ThrottlingException"),
            refusal(500, "InternalServerError"),
            refusal(503, "ServiceUnavailable"),
            ApiCallTimeoutException.builder().message("internal").build(),
            SdkClientException.create("internal", new SocketTimeoutException("internal")));

    static final List<SdkException> LASTING =
        List.of(
            refusal(400, "ResourceNotFoundException"),
            refusal(400, "AccessDeniedException"),
            refusal(400, "ValidationException"),
            SdkClientException.create("internal"));

    @ParameterizedTest
    @FieldSource("PASSING")
    void whatPassesIsAReasonToTryAgain(SdkException failure) {
      everyFunctionResponses(
          new FunctionResponse(
              503,
              Map.of("content-type", "application/json", "retry-after", "1"),
              "[\"service_unavailable\"]"),
          failure);
    }

    @ParameterizedTest
    @FieldSource("LASTING")
    void ofWhatLastsNothingInternalLeaks(SdkException failure) {
      everyFunctionResponses(
          new FunctionResponse(
              500, Map.of("content-type", "application/json"), "[\"internal_error\"]"),
          failure);
    }

    @Test
    void aListAsABodyIsNoError() {
      system.refuses(system.createMessage(alpha, "[]"), 400, "body_not_json_object");
      system.refuses(system.createMessageGroup(alpha, "[{}]"), 400, "body_not_json_object");
    }

    @Test
    void allFaultsAreToldNotTheLast() {
      system.refuses(
          system.createMessage(alpha, "{}"), 422, "message_group_uuid_blank", "message_blank");
      system.refuses(
          system.createMessageGroup(alpha, "{\"message\":\"" + "x".repeat(1025) + "\"}"),
          422,
          "user_reciever_handle_blank",
          "message_exceed_max_chars_1024");
    }

    @Test
    void theFirstRequestsSucceedThoughTheyComeTogether() throws Exception {
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

    private void everyFunctionResponses(FunctionResponse expected, SdkException failure) {
      Set<Map<String, AttributeValue>> before = system.items();
      system.useClient(
          mock(DynamoDbClient.class, call -> failing(call.getMethod().getName(), failure)));
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
      assertEquals(before, system.items());
    }

    private static SdkException refusal(int status, String code) {
      return DynamoDbException.builder()
          .statusCode(status)
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode(code).errorMessage("internal message").build())
          .build();
    }

    /** Mockito asks for the mock's text in its own messages. */
    private static Object failing(String method, SdkException failure) {
      if (method.equals("toString")) {
        return "a client that fails";
      }
      throw failure;
    }
  }
}
