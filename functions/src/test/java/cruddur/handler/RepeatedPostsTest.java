package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repeated post gets the response of the first one, whatever has changed in between. */
class RepeatedPostsTest extends ConversationFixture {

  private static final String KEY = "7b2c4a5e-93d1-4f0a-8c1e-5d6f7a8b9c0d";

  private static final String ABSENT_GROUP = "d4d4d4d4-0000-4000-8000-00000000000a";

  private SampleUser gamma;

  @BeforeEach
  void signUpGamma() {
    gamma = system.signUp("gamma");
  }

  // --------------------------------------------------------------------------------------------------------- receiver

  @Test
  void theReceiversHandleIsGone() {
    FunctionResponse first = start("gamma", "hello").send();

    system.table().deleteItem("HDL#gamma", "PROFILE");

    assertRepeats(first, start("gamma", "hello"));
  }

  @Test
  void anotherUserHasTheReceiversHandle() {
    FunctionResponse first = start("gamma", "hello").send();

    putHandle("gamma", beta);

    assertRepeats(first, start("gamma", "hello"));
  }

  @Test
  void theSenderHasTheReceiversHandle() {
    FunctionResponse first = start("gamma", "hello").send();

    putHandle("gamma", alpha);

    assertRepeats(first, start("gamma", "hello"));
  }

  @Test
  void theReceiversHandleCannotBeRead() {
    FunctionResponse first = start("gamma", "hello").send();

    system.table().putItem(Map.of("pk", "HDL#gamma", "sk", "PROFILE", "user_handle", "gamma"));

    assertRepeats(first, start("gamma", "hello"));
  }

  @Test
  void thePairOfTheTwoUsersCannotBeRead() {
    FunctionResponse first = start("beta", "hello").send();
    Map<String, String> pair =
        system.table().partition("DUO#" + alpha.uuid() + "#" + beta.uuid()).getFirst();

    system.table().putItem(pair, "group_uuid", "");

    assertRepeats(first, start("beta", "hello"));
  }

  // ----------------------------------------------------------------------------------------------------------- sender

  @Test
  void theSenderHasAnotherNameAndHandle() {
    FunctionResponse first = post(group, "once").send();
    FunctionResponse started = start("gamma", "hello").header("idempotency-key", "other").send();
    Map<String, String> profile = system.table().partition("SUB#" + alpha.sub()).getFirst();

    system.table().putItem(profile, "user_display_name", "Another Name");
    system.table().putItem(profile, "user_handle", "another");

    assertRepeats(first, post(group, "once"));
    assertRepeats(started, start("gamma", "hello").header("idempotency-key", "other"));
  }

  @Test
  void theSenderIsNoMemberAnyMore() {
    FunctionResponse first = post(group, "once").send();
    system.table().groupRows(alpha).forEach(row -> delete(row));
    system.table().groupRows(beta).forEach(row -> delete(row));

    assertRepeats(first, post(group, "once"));
    system.refuses(
        post(group, "once").header("idempotency-key", "new"), 404, "message_group_not_found");
  }

  @Test
  void theRowsOfTheGroupCannotBeRead() {
    FunctionResponse first = post(group, "once").send();
    for (SampleUser member : List.of(alpha, beta)) {
      system.table().putItem(system.table().groupRows(member).getFirst(), "user_uuid", "");
    }

    assertRepeats(first, post(group, "once"));
  }

  // ------------------------------------------------------------------------------------------------- rules and limits

  /** Like a text that an earlier version of the rules has allowed. */
  @Test
  void theRulesHaveChanged() {
    for (String text : List.of(" ", "x".repeat(1025))) {
      FunctionResponse first = post(group, "once").send();
      Map<String, String> record = record();
      putRecord(record, Sha256.ofParts("group", group, text));

      assertRepeats(
          new FunctionResponse(
              200,
              first.headers(),
              first.body().replace("once", JsonText.string(text).replace("\"", ""))),
          post(group, text));
      system.table().deleteItem(record.get("pk"), record.get("sk"));
    }
  }

  @Test
  void theLimitIsExceeded() {
    FunctionResponse first = post(group, "once").send();
    FunctionResponse started = start("gamma", "hello").header("idempotency-key", "other").send();
    for (int i = 0; i < 60; i++) {
      system.clock().advance(Duration.ofNanos(1_000));
      post(group, "more").header("idempotency-key", "more" + i).send();
    }
    assertEquals(429, post(group, "more").header("idempotency-key", "new").send().status());

    assertRepeats(first, post(group, "once"));
    assertRepeats(started, start("gamma", "hello").header("idempotency-key", "other"));
  }

  // ------------------------------------------------------------------------------------------------ digest of a record

  @Test
  void aRecordWhoseDigestNamesTheReceiverIsStillRead() {
    FunctionResponse first = start("gamma", "hello").send();
    putRecord(record(), Sha256.ofParts("user", gamma.uuid(), "hello"));

    assertRepeats(first, start("gamma", "hello"));
    system.refuses(start("gamma", "hello!"), 422, "idempotency_key_reused");
    system.refuses(start("beta", "hello"), 422, "idempotency_key_reused");
  }

  @Test
  void anotherHandleOfTheSameUserIsAnotherRequest() {
    start("gamma", "hello").send();
    putHandle("also_gamma", gamma);

    system.refuses(start("also_gamma", "hello"), 422, "idempotency_key_reused");
  }

  @Test
  void aRefusedRequestWithAUsedKeyIsAnotherRequest() {
    post(group, "once").send();

    system.refuses(post(group, " "), 422, "idempotency_key_reused");
    system.refuses(post(ABSENT_GROUP, "once"), 422, "idempotency_key_reused");
    system.refuses(start("nobody", "once"), 422, "idempotency_key_reused");
  }

  // --------------------------------------------------------------------------------------------------------- requests

  @Test
  void onlyARefusedPostReadsTheRecord() {
    post(group, "once").send();
    system.clock().advance(Duration.ofSeconds(1));
    system.rows().takeRequests();

    post(group, "twice").header("idempotency-key", "new").send();
    assertEquals(List.of("transact"), system.rows().takeNames());
    post(group, " ").header("idempotency-key", "newer").send();
    assertEquals(List.of("get"), system.rows().takeNames());
    post(group, " ").header("idempotency-key", "in valid").send();
    assertEquals(List.of(), system.rows().takeNames());
  }

  // ---------------------------------------------------------------------------------------------------------- helpers

  private ApiCall post(String groupUuid, String text) {
    return system
        .createMessage(alpha, JsonText.object("message_group_uuid", groupUuid, "message", text))
        .header("idempotency-key", KEY);
  }

  private ApiCall start(String handle, String text) {
    return system
        .createMessageGroup(alpha, JsonText.object("handle", handle, "message", text))
        .header("idempotency-key", KEY);
  }

  /** Repeats a post at a new instance, which must write nothing. */
  private void assertRepeats(FunctionResponse first, ApiCall repeated) {
    assertEquals(200, first.status());
    system.restart();
    var before = system.table().items();

    assertEquals(first, repeated.send());
    assertEquals(before, system.table().items());
  }

  private void putHandle(String handle, SampleUser owner) {
    system
        .table()
        .putItem(
            Map.of(
                "pk",
                "HDL#" + handle,
                "sk",
                "PROFILE",
                "user_uuid",
                owner.uuid(),
                "user_handle",
                handle,
                "user_display_name",
                "Sample"));
  }

  private void delete(Map<String, String> row) {
    system.table().deleteItem(row.get("pk"), row.get("sk"));
  }

  private Map<String, String> record() {
    return system.table().partition("KEY#" + alpha.uuid() + "#" + KEY).getFirst();
  }

  /** Replaces the digest of a record; its expiry is a number, which the fixture does not write. */
  private void putRecord(Map<String, String> record, String digest) {
    system.table().updateString(record.get("pk"), record.get("sk"), "request_digest", digest);
  }
}
