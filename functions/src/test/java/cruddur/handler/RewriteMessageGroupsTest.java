package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.RemainingTime;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.stream.StreamBatch.PoisonRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Pattern E, batch by batch: what is worked on in which order, what is reported, and when all is
 * thrown.
 */
class RewriteMessageGroupsTest {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private String withBeta;
  private String withGamma;
  private String withDelta;

  /** Alpha has three groups; their first messages are dealt with. */
  @BeforeEach
  void talk() {
    alpha = system.signUp("alpha");
    withBeta = system.start(alpha, system.signUp("beta"), "hello beta");
    withGamma = system.start(alpha, system.signUp("gamma"), "hello gamma");
    withDelta = system.start(alpha, system.signUp("delta"), "hello delta");
    system.deliver();
    system.rows().takeRequests();
  }

  // ------------------------------------------------------------------------------------------------------- a good batch

  @Test
  void eachGroupIsRewrittenOnceInTheOrderOfTheFirstRecords() {
    List<DynamodbStreamRecord> batch =
        List.of(
            posted(withGamma, "1"),
            posted(withBeta, "2"),
            posted(withGamma, "3"),
            posted(withDelta, "4"),
            posted(withBeta, "5"));

    assertEquals(List.of(), system.rewrite(StreamEvents.batch(batch)));

    assertEquals(List.of(withGamma, withBeta, withDelta), groupsAskedFor());
    assertEquals(List.of("5", "4", "3"), system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void theNewestMessageOfABatchCountsWhereverItStands() {
    DynamodbStreamRecord older = posted(withBeta, "older");
    DynamodbStreamRecord newer = posted(withBeta, "newer");

    assertEquals(List.of(), system.rewrite(StreamEvents.batch(newer, older)));

    assertEquals("newer", system.listMessageGroups(alpha).send().each("message").getFirst());
  }

  @Test
  void whatIsNoInsertedMessageIsPassedOver() {
    Map<String, String> message = system.partition("MSG#" + withBeta).getFirst();
    Map<String, String> groupRow = system.groupRows(alpha).getFirst();
    Set<Map<String, AttributeValue>> before = system.items();

    List<String> failures =
        system.rewrite(
            StreamEvents.batch(
                StreamEvents.record("MODIFY", "1", message),
                StreamEvents.record("REMOVE", "2", message),
                StreamEvents.inserted("3", groupRow),
                StreamEvents.inserted("4", system.partition("HDL#alpha").getFirst())));

    assertEquals(List.of(), failures);
    assertEquals(before, system.items());
    assertEquals(
        List.of(), system.rows().takeRequests().stream().filter(Request::isWrite).toList());
  }

  @Test
  void anEmptyBatchIsFinished() {
    assertEquals(List.of(), system.rewrite(StreamEvents.batch()));
  }

  // ----------------------------------------------------------------------------------- records
  // that can never succeed

  @ParameterizedTest
  @ValueSource(
      strings = {"message_uuid", "message", "user_uuid", "user_handle", "user_display_name"})
  void aPoisonRecordAtTheHeadOfABatchIsIsolated(String missing) {
    DynamodbStreamRecord poison = without(missing, posted(withBeta, "lost"));
    DynamodbStreamRecord good = posted(withGamma, "good");
    Set<Map<String, AttributeValue>> before = system.items();

    PoisonRecordException thrown =
        assertThrows(
            PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, good)));

    assertTrue(thrown.getMessage().contains(sequenceNumber(poison)), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("lost"), thrown.getMessage());
    assertEquals(before, system.items());
  }

  @Test
  void aPoisonRecordAloneIsReported() {
    DynamodbStreamRecord poison = without("message_uuid", posted(withBeta, "lost"));
    Set<Map<String, AttributeValue>> before = system.items();

    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));

    assertEquals(before, system.items());
  }

  @Test
  void aPoisonRecordAmongOthersIsWorkedUpToAndReported() {
    DynamodbStreamRecord first = posted(withBeta, "first");
    DynamodbStreamRecord poison = without("message", posted(withGamma, "lost"));
    DynamodbStreamRecord last = posted(withDelta, "last");

    assertEquals(
        List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(first, poison, last)));

    assertEquals(List.of(withBeta), groupsAskedFor());
    assertEquals("first", system.listMessageGroups(alpha).send().each("message").getFirst());
  }

  @Test
  void aSortKeyThatIsNoTimestampIsPoison() {
    DynamodbStreamRecord poison = changed("sk", "yesterday", posted(withBeta, "lost"));

    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));
  }

  @Test
  void aMessageOfAGroupWithoutMembersIsPoison() {
    DynamodbStreamRecord good = posted(withBeta, "good");
    DynamodbStreamRecord orphan =
        changed("pk", "MSG#d4d4d4d4-0000-4000-8000-00000000000a", posted(withBeta, "orphan"));
    DynamodbStreamRecord last = posted(withGamma, "last");

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(orphan, last)));
    assertEquals(List.of(sequenceNumber(orphan)), system.rewrite(StreamEvents.batch(orphan)));
    assertEquals(
        List.of(sequenceNumber(orphan)), system.rewrite(StreamEvents.batch(good, orphan, last)));

    assertEquals("good", system.listMessageGroups(alpha).send().each("message").getFirst());
  }

  @Test
  void onceThePoisonIsGoneTheRestSucceeds() {
    DynamodbStreamRecord first = posted(withBeta, "first");
    DynamodbStreamRecord poison = without("message", posted(withGamma, "lost"));
    DynamodbStreamRecord last = posted(withDelta, "last");
    system.rewrite(StreamEvents.batch(first, poison, last));

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, last)));
    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));
    assertEquals(List.of(), system.rewrite(StreamEvents.batch(last)));

    assertEquals(
        List.of("last", "first", "hello gamma"),
        system.listMessageGroups(alpha).send().each("message"));
  }

  // ----------------------------------------------------------------------------------------------
  // what may succeed later

  @Test
  void atAFailureTheFirstRecordOfTheFirstUnfinishedGroupIsReported() {
    List<DynamodbStreamRecord> batch =
        List.of(
            posted(withBeta, "1"),
            posted(withGamma, "2"),
            posted(withBeta, "3"),
            posted(withDelta, "4"),
            posted(withGamma, "5"));
    failWritesOf(withGamma);

    assertEquals(List.of(sequenceNumber(batch.get(1))), system.rewrite(StreamEvents.batch(batch)));

    assertEquals(List.of(withBeta, withGamma), groupsAskedFor());
    assertEquals(
        List.of("3", "hello delta", "hello gamma"),
        system.listMessageGroups(alpha).send().each("message"));

    system.rows().interceptNothing();
    assertEquals(List.of(), system.rewrite(StreamEvents.batch(batch.subList(1, 5))));
    assertEquals(List.of("5", "4", "3"), system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void aFailureAtTheHeadIsReportedNotThrown() {
    List<DynamodbStreamRecord> batch = List.of(posted(withBeta, "1"), posted(withGamma, "2"));
    failWritesOf(withBeta);

    assertEquals(
        List.of(sequenceNumber(batch.getFirst())), system.rewrite(StreamEvents.batch(batch)));
    assertEquals(List.of(withBeta), groupsAskedFor());
  }

  @Test
  void anUnexpectedErrorIsAFailureLikeAnyOther() {
    DynamodbStreamRecord record = posted(withBeta, "1");
    system
        .rows()
        .intercept((request, table) -> {
          throw new IllegalStateException("quotes 1");
        });

    assertEquals(List.of(sequenceNumber(record)), system.rewrite(StreamEvents.batch(record)));
  }

  @Test
  void withoutTimeNothingIsBegun() {
    DynamodbStreamRecord first = posted(withBeta, "1");
    DynamodbStreamRecord second = posted(withGamma, "2");

    assertEquals(
        List.of(sequenceNumber(first)),
        system.rewrite(StreamEvents.batch(first, second), new RemainingTime(() -> 4_999)));

    assertEquals(List.of(), system.rows().takeRequests());
  }

  @Test
  void whenTimeRunsOutBetweenGroupsTheRestIsReported() {
    DynamodbStreamRecord first = posted(withBeta, "1");
    DynamodbStreamRecord second = posted(withGamma, "2");
    int[] left = {5_000};
    system
        .rows()
        .intercept((request, table) -> {
          left[0] = 4_999;
          return table.get();
        });

    assertEquals(
        List.of(sequenceNumber(second)),
        system.rewrite(StreamEvents.batch(first, second), new RemainingTime(() -> left[0])));

    assertEquals(List.of(withBeta), groupsAskedFor());
  }

  private DynamodbStreamRecord posted(String group, String text) {
    system.clock().advance(Duration.ofSeconds(1));
    system.post(alpha, group, text);
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    system.rows().takeRequests();
    assertEquals(1, records.size());
    return records.getFirst();
  }

  private static DynamodbStreamRecord without(String attribute, DynamodbStreamRecord record) {
    Map<String, String> item = item(record);
    item.remove(attribute);
    return StreamEvents.inserted(sequenceNumber(record), item);
  }

  private static DynamodbStreamRecord changed(
      String attribute, String value, DynamodbStreamRecord record) {
    Map<String, String> item = item(record);
    item.put(attribute, value);
    return StreamEvents.inserted(sequenceNumber(record), item);
  }

  private static Map<String, String> item(DynamodbStreamRecord record) {
    Map<String, String> item = new HashMap<>();
    record.getDynamodb().getNewImage().forEach((name, value) -> item.put(name, value.getS()));
    return item;
  }

  private static String sequenceNumber(DynamodbStreamRecord record) {
    return record.getDynamodb().getSequenceNumber();
  }

  private void failWritesOf(String group) {
    system
        .rows()
        .intercept((request, table) -> {
          if (request.isWrite() && request.toString().contains(group)) {
            throw new RowsUnavailableException("no answer", null);
          }
          return table.get();
        });
  }

  /** The groups whose rows were looked for in the index, in order. */
  private List<String> groupsAskedFor() {
    List<String> groups = new ArrayList<>();
    for (Request request : system.rows().takeRequests()) {
      if (request instanceof Request.Query(RowQuery.IndexOfGroup(String group, var after))) {
        groups.add(group);
      }
    }
    return groups;
  }
}
