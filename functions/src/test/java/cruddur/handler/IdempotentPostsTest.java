package cruddur.handler;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.SampleRows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One idempotency key: one message and the same response, however often a client retries. */
class IdempotentPostsTest extends ConversationFixture {

  private static final String KEY = "7b2c4a5e-93d1-4f0a-8c1e-5d6f7a8b9c0d";

  private SampleUser gamma;

  @BeforeEach
  void signUpGamma() {
    gamma = system.signUp("gamma");
  }

  // --------------------------------------------------------------------------------------------------------- retries

  @Test
  void aPostWithAKeyHasTheSameResponseAsOneWithoutAKey() {
    String uuid = system.nextMessageUuid();

    assertEquals(
        new FunctionResponse(
            200,
            Map.of("content-type", "application/json"),
            JsonText.object(
                "uuid", uuid,
                "display_name", "Sample beta",
                "handle", "beta",
                "message", "once",
                "created_at", "2026-11-22T13:07:41.123456+00:00")),
        post(beta, KEY, "once").send());
  }

  @Test
  void aRetryReturnsTheSameResponseAndWritesNothing() {
    FunctionResponse first = post(beta, KEY, "once").send();
    var before = system.table().items();

    for (Duration later : List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(11))) {
      system.clock().advance(later);
      assertEquals(first, post(beta, KEY, "once").send());
    }

    assertEquals(before, system.table().items());
  }

  @Test
  void aRetryAtAnotherInstanceReturnsTheSameResponse() {
    FunctionResponse first = post(beta, KEY, "once").send();

    system.restart();

    assertEquals(first, post(beta, KEY, "once").send());
    assertTexts("first", "once");
  }

  @Test
  void aRetryShowsTheSendersNameOfTheFirstPost() {
    FunctionResponse first = post(beta, KEY, "once").send();
    String sub = "SUB#" + beta.sub();
    system
        .table()
        .putItem(system.table().partition(sub).getFirst(), "user_display_name", "Another Name");
    system.restart();

    assertEquals(first, post(beta, KEY, "once").send());
    assertEquals("Another Name", post(beta, "another", "twice").send().field("display_name"));
  }

  @Test
  void aRepeatedStartIsOneConversationWithOneMessage() {
    FunctionResponse first = start(alpha, KEY, gamma, "hello gamma").send();
    var before = system.table().items();

    system.clock().advance(Duration.ofMinutes(11));
    assertEquals(first, start(alpha, KEY, gamma, "hello gamma").send());
    assertEquals(first, startAtMessages(alpha, KEY, gamma, "hello gamma").send());

    assertEquals(200, first.status());
    assertEquals(before, system.table().items());
    String started = first.field("message_group_uuid");
    assertEquals(
        List.of("hello gamma"), system.listMessages(gamma, started).send().each("message"));
  }

  @Test
  void aRepeatedStartOfAnExistingConversationIsOneMessage() {
    FunctionResponse first = start(alpha, KEY, beta, "once").send();

    system.clock().advance(Duration.ofMinutes(11));

    assertEquals(group, first.field("message_group_uuid"));
    assertEquals(first, start(alpha, KEY, beta, "once").send());
    assertTexts("first", "once");
  }

  @Test
  void aRepeatedStartOfALegacyConversationIsOneMessage() {
    system.table().deleteItem("DUO#" + alpha.uuid() + "#" + beta.uuid(), "DUO");

    FunctionResponse first = start(alpha, KEY, beta, "once").send();

    assertEquals(group, first.field("message_group_uuid"));
    assertEquals(first, start(alpha, KEY, beta, "once").send());
    assertTexts("first", "once");
  }

  // ------------------------------------------------------------------------------------------------- concurrent requests

  @Test
  void fiftyConcurrentCopiesAreOneMessage() throws Exception {
    List<FunctionResponse> responses =
        ConcurrentRuns.run(50, number -> post(beta, KEY, "once").send());

    assertEquals(1, Set.copyOf(responses).size());
    assertEquals(200, responses.getFirst().status());
    assertTexts("first", "once");
  }

  @Test
  void fiftyConcurrentCopiesOfAStartAreOneConversationWithOneMessage() throws Exception {
    List<FunctionResponse> responses =
        ConcurrentRuns.run(
            50,
            number ->
                (number % 2 == 0
                        ? start(alpha, KEY, gamma, "hello gamma")
                        : startAtMessages(alpha, KEY, gamma, "hello gamma"))
                    .send());

    assertEquals(1, Set.copyOf(responses).size());
    String started = responses.getFirst().field("message_group_uuid");
    assertEquals(
        List.of("hello gamma"), system.listMessages(gamma, started).send().each("message"));
    assertEquals(1, system.table().groupRows(gamma).size());
  }

  @Test
  void fiftyConcurrentKeysAreFiftyMessages() throws Exception {
    List<String> uuids =
        ConcurrentRuns.run(50, number -> post(beta, KEY + number, "same").send().field("uuid"));

    assertEquals(50, Set.copyOf(uuids).size());
    assertEquals(51, system.table().partition("MSG#" + group).size());
  }

  @Test
  void aStartThatLosesTheRacePostsOnceIntoTheOtherConversation() {
    system
        .rows()
        .intercept((request, table) -> {
          if (request instanceof Request.Transact) {
            system.rows().interceptNothing();
            system.start(gamma, alpha, "hello alpha");
          }
          return table.get();
        });

    FunctionResponse first = start(alpha, KEY, gamma, "hello gamma").send();

    assertEquals(first, start(alpha, KEY, gamma, "hello gamma").send());
    String started = system.table().groupRows(gamma).getFirst().get("message_group_uuid");
    assertEquals(started, first.field("message_group_uuid"));
    assertEquals(
        List.of("hello alpha", "hello gamma"),
        system.listMessages(gamma, started).send().each("message"));
  }

  @Test
  void aPostThatMovesToAFreeMicrosecondKeepsItsKey() {
    String uuid = system.post(alpha, group, "at the same moment").field("uuid");

    FunctionResponse first = post(beta, KEY, "once").send();

    assertNotEquals(uuid, first.field("uuid"));
    assertEquals("2026-11-22T13:07:41.123457+00:00", first.field("created_at"));
    assertEquals(first, post(beta, KEY, "once").send());
    assertTexts("first", "at the same moment", "once");
  }

  // ------------------------------------------------------------------------------------------------------- lost responses

  @Test
  void aRetryOfAPostReturnsTheLostResponse() {
    loseResponses();
    String uuid = system.nextMessageUuid();
    assertUnavailable(post(beta, KEY, "once"));
    system.rows().interceptNothing();

    system.clock().advance(Duration.ofMinutes(11));
    FunctionResponse retry = post(beta, KEY, "once").send();

    assertEquals(uuid, retry.field("uuid"));
    assertEquals("2026-11-22T13:07:41.123456+00:00", retry.field("created_at"));
    assertTexts("first", "once");
  }

  @Test
  void aRetryOfAStartReturnsTheLostResponse() {
    loseResponses();
    assertUnavailable(start(alpha, KEY, gamma, "hello gamma"));
    system.rows().interceptNothing();

    FunctionResponse retry = start(alpha, KEY, gamma, "hello gamma").send();

    String started = system.table().groupRows(gamma).getFirst().get("message_group_uuid");
    assertEquals(started, retry.field("message_group_uuid"));
    assertEquals(
        List.of("hello gamma"), system.listMessages(gamma, started).send().each("message"));
  }

  /**
   * The first attempt is refused because alpha's list has a row at its microsecond, and takes
   * effect after that row has moved.
   */
  @Test
  void aStartWhoseFirstAttemptTakesEffectLateIsOneNewMessage() {
    // A new instance reports its first use, so that the usage row shows whether the start counted.
    system.restart();
    RowKey<?> row = new RowKey.OfMessageGroup(alpha.uuid(), "2026-11-22T13:07:41.123456+00:00");
    List<Supplier<?>> attempts = new ArrayList<>();
    system
        .rows()
        .intercept((request, table) -> {
          if (!(request instanceof Request.Transact)) {
            return table.get();
          }
          attempts.add(table);
          return attempts.size() == 1
              ? new TransactionOutcome.Refused(Map.of(row, SampleRows.rowOfAlpha(1)))
              : attempts.stream().map(Supplier::get).toList().getLast();
        });

    FunctionResponse first = start(alpha, KEY, gamma, "hello gamma").send();

    assertEquals(2, attempts.size());
    assertEquals(first, start(alpha, KEY, gamma, "hello gamma").send());
    String started = first.field("message_group_uuid");
    assertEquals(
        List.of("2026-11-22T13:07:41.123456+00:00"),
        system.listMessages(gamma, started).send().each("created_at"));
    // An earlier post with the key would not count.
    assertEquals(2, system.table().usage().get("LIM#conversations#" + alpha.uuid()));
  }

  @Test
  void lastingConflictsAre503AndWriteNothing() {
    var before = system.table().items();
    system
        .rows()
        .intercept((request, table) ->
            request instanceof Request.Transact ? new TransactionOutcome.Conflict() : table.get());

    assertUnavailable(post(beta, KEY, "once"));
    assertUnavailable(start(alpha, KEY, gamma, "once"));

    system.rows().interceptNothing();
    assertEquals(before, system.table().items());
    assertEquals(200, post(beta, KEY, "once").send().status());
  }

  // ---------------------------------------------------------------------------------------------------- another request

  @Test
  void anotherPostWithTheSameKeyIsRefused() {
    post(beta, KEY, "once").send();

    system.refuses(post(beta, KEY, "Once"), 422, "idempotency_key_reused");
    system.refuses(start(beta, KEY, alpha, "once"), 422, "idempotency_key_reused");
    system.refuses(start(beta, KEY, gamma, "once"), 422, "idempotency_key_reused");
    String another = system.start(beta, gamma, "hello");
    system.refuses(
        system
            .createMessage(beta, JsonText.object("message_group_uuid", another, "message", "once"))
            .header("idempotency-key", KEY),
        422,
        "idempotency_key_reused");
  }

  @Test
  void anotherStartWithTheSameKeyIsRefused() {
    start(alpha, KEY, gamma, "hello").send();

    system.refuses(start(alpha, KEY, gamma, "hello!"), 422, "idempotency_key_reused");
    system.refuses(start(alpha, KEY, beta, "hello"), 422, "idempotency_key_reused");
    system.refuses(
        start(alpha, KEY, system.signUp("delta"), "hello"), 422, "idempotency_key_reused");
  }

  @Test
  void equalKeysOfTwoUsersAreIndependent() {
    FunctionResponse ofBeta = post(beta, KEY, "mine").send();
    FunctionResponse ofAlpha = post(alpha, KEY, "mine").send();

    assertNotEquals(ofBeta.field("uuid"), ofAlpha.field("uuid"));
    assertEquals(200, post(alpha, KEY, "mine").send().status());
    assertTexts("first", "mine", "mine");
  }

  @Test
  void theCaseOfTheHandleDoesNotMakeAnotherRequest() {
    FunctionResponse first = start(alpha, KEY, gamma, "hello").send();

    String body = JsonText.object("message", "hello", "handle", "GAMMA");

    assertEquals(
        first, system.createMessageGroup(alpha, body).header("idempotency-key", KEY).send());
  }

  @Test
  void withoutAKeyEqualPostsAreSeparateMessages() {
    post(beta, KEY, "again").send();
    system.post(beta, group, "again");
    system.post(beta, group, "again");

    assertTexts("first", "again", "again", "again");
  }

  // ------------------------------------------------------------------------------------------------------------- a day

  @Test
  void theKeyIsRememberedForADay() {
    FunctionResponse first = post(beta, KEY, "once").send();

    system.clock().advance(Duration.ofDays(1).minusSeconds(1));

    assertEquals(first, post(beta, KEY, "once").send());
    system.refuses(post(beta, KEY, "twice"), 422, "idempotency_key_reused");
  }

  /** Time to live deletes late, so the row still exists. */
  @Test
  void afterADayTheKeyIsForgotten() {
    post(beta, KEY, "once").send();
    Map<String, String> record = idempotencyRecord(beta);

    system.clock().advance(Duration.ofDays(1).plusMinutes(2));
    assertEquals(record, idempotencyRecord(beta));
    FunctionResponse second = post(beta, KEY, "twice").send();

    assertEquals("twice", second.field("message"));
    assertEquals(second.field("uuid"), idempotencyRecord(beta).get("message_uuid"));
    assertEquals(second, post(beta, KEY, "twice").send());
    assertTexts("first", "once", "twice");
  }

  @Test
  void theIdempotencyRecordHoldsNoTextAndIsNotInTheIndex() {
    String uuid = post(beta, KEY, "once").send().field("uuid");

    Map<String, String> record = idempotencyRecord(beta);
    assertEquals(
        Set.of(
            "pk",
            "sk",
            "request_digest",
            "message_uuid",
            "group_uuid",
            "created_at",
            "user_uuid",
            "user_handle",
            "user_display_name"),
        record.keySet());
    assertEquals(uuid, record.get("message_uuid"));
    assertEquals(
        Set.of("1795439322"),
        system.table().items().stream()
            .filter(item -> item.get("pk").s().startsWith("KEY#"))
            .map(item -> item.get("expires_at").n())
            .collect(toSet()));
  }

  // ----------------------------------------------------------------------------------------------------------- refusals

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "a,b", "#", "KEY#a#b", "\"quoted\"", "%20"})
  void everyVisibleAsciiCharacterIsAllowed(String key) {
    FunctionResponse first = post(beta, key, "once").send();

    assertEquals(200, first.status());
    assertEquals(first, post(beta, key, "once").send());
    assertTexts("first", "once");
  }

  @Test
  void aKeyHasUpTo64Characters() {
    assertEquals(200, post(beta, "k".repeat(64), "once").send().status());

    system.refuses(post(beta, "k".repeat(65), "twice"), 422, "idempotency_key_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", " a", "a ", "a\t", "a\n", "\0", "\u007F", "é", "ключ", "👋", "\uD83D"
      })
  void anInvalidKeyIsRefused(String key) {
    system.refuses(post(beta, key, "once"), 422, "idempotency_key_invalid");
    system.refuses(start(beta, key, gamma, "once"), 422, "idempotency_key_invalid");
  }

  @Test
  void anInvalidKeyIsListedWithAllOtherErrors() {
    system.refuses(
        system.createMessage(beta, "{}").header("idempotency-key", ""),
        422,
        "message_group_uuid_blank",
        "message_blank",
        "idempotency_key_invalid");
    system.refuses(
        system.createMessageGroup(beta, "{}").header("idempotency-key", "a b"),
        422,
        "user_reciever_handle_blank",
        "message_blank",
        "idempotency_key_invalid");
  }

  static List<String> invalidBodies() {
    return List.of(
        "{}",
        "[]",
        "not JSON",
        JsonText.object("message_group_uuid", "another", "message", "once"),
        JsonText.object("handle", "nobody", "message", "once"),
        JsonText.object("handle", "beta", "message", "once"),
        JsonText.object("handle", "gamma", "message", " "));
  }

  @ParameterizedTest
  @MethodSource("invalidBodies")
  void aRefusedRequestDoesNotUseItsKey(String body) {
    FunctionResponse refused =
        system.createMessage(beta, body).header("idempotency-key", KEY).send();
    assertNotEquals(200, refused.status());

    assertEquals("once", post(beta, KEY, "once").send().field("message"));
  }

  @Test
  void aStrangerLearnsNothingFromAKey() {
    post(beta, KEY, "once").send();

    system.refuses(post(gamma, KEY, "once"), 404, "message_group_not_found");
  }

  @Test
  void theHeaderNameIsCaseInsensitive() {
    String body = JsonText.object("message_group_uuid", group, "message", "once");

    FunctionResponse first = system.createMessage(beta, body).header("Idempotency-Key", KEY).send();

    assertEquals(first, post(beta, KEY, "once").send());
    assertTexts("first", "once");
  }

  // -------------------------------------------------------------------------------------------------------------- helpers

  private ApiCall post(SampleUser sender, String key, String text) {
    return system
        .createMessage(sender, JsonText.object("message_group_uuid", group, "message", text))
        .header("idempotency-key", key);
  }

  private ApiCall start(SampleUser starter, String key, SampleUser other, String text) {
    return system
        .createMessageGroup(starter, JsonText.object("handle", other.handle(), "message", text))
        .header("idempotency-key", key);
  }

  private ApiCall startAtMessages(SampleUser starter, String key, SampleUser other, String text) {
    return system
        .createMessage(starter, JsonText.object("handle", other.handle(), "message", text))
        .header("idempotency-key", key);
  }

  /** Loses the response to the transaction and to every later request. */
  private void loseResponses() {
    boolean[] lost = {false};
    system
        .rows()
        .intercept((request, table) -> {
          Object response = table.get();
          lost[0] |= request instanceof Request.Transact;
          if (lost[0]) {
            throw new RowsUnavailableException("no response", null);
          }
          return response;
        });
  }

  private static void assertUnavailable(ApiCall call) {
    FunctionResponse response = call.send();
    assertEquals(503, response.status());
    assertEquals("1", response.header("retry-after"));
  }

  private Map<String, String> idempotencyRecord(SampleUser sender) {
    return system.table().partition("KEY#" + sender.uuid() + "#" + KEY).getFirst();
  }

  private void assertTexts(String... texts) {
    assertEquals(List.of(texts), system.listMessages(alpha, group).send().each("message"));
  }
}
