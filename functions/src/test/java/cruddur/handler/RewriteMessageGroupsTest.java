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
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.stream.PoisonRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How RewriteMessageGroups handles a batch: which groups it rewrites, the records it reports, and
 * when it fails the whole batch.
 */
class RewriteMessageGroupsTest {

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private SampleUser beta;
  private String withBeta;
  private String withGamma;
  private String withDelta;

  /** Alpha has three groups, whose first messages have been delivered. */
  @BeforeEach
  void startThreeConversations() {
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    withBeta = system.start(alpha, beta, "hello beta");
    withGamma = system.start(alpha, system.signUp("gamma"), "hello gamma");
    withDelta = system.start(alpha, system.signUp("delta"), "hello delta");
    system.deliver();
    system.rows().takeRequests();
  }

  // ------------------------------------------------------------------------------------------------------- a good batch

  @Test
  void eachGroupIsRewrittenOnce() {
    List<DynamodbStreamRecord> batch =
        List.of(
            post(withGamma, "1"),
            post(withBeta, "2"),
            post(withGamma, "3"),
            post(withDelta, "4"),
            post(withBeta, "5"));

    assertEquals(List.of(), system.rewrite(StreamEvents.batch(batch)));

    assertEquals(sorted(withBeta, withGamma, withDelta), groupsQueried());
    assertEquals(List.of("5", "4", "3"), system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void theNewestMessageOfABatchIsShownWhateverTheOrder() {
    DynamodbStreamRecord older = post(withBeta, "older");
    DynamodbStreamRecord newer = post(withBeta, "newer");

    assertEquals(List.of(), system.rewrite(StreamEvents.batch(newer, older)));

    assertEquals("newer", system.listMessageGroups(alpha).send().each("message").getFirst());
  }

  @Test
  void recordsThatAreNotInsertedMessagesAreSkipped() {
    Map<String, String> message = system.table().partition("MSG#" + withBeta).getFirst();
    Map<String, String> groupRow = system.table().groupRows(alpha).getFirst();
    Set<Map<String, AttributeValue>> before = system.table().items();

    List<String> failures =
        system.rewrite(
            StreamEvents.batch(
                StreamEvents.record("MODIFY", "1", message),
                StreamEvents.record("REMOVE", "2", message),
                StreamEvents.inserted("3", groupRow),
                StreamEvents.inserted("4", system.table().partition("HDL#alpha").getFirst())));

    assertEquals(List.of(), failures);
    assertEquals(before, system.table().items());
    assertEquals(
        List.of(), system.rows().takeRequests().stream().filter(Request::isWrite).toList());
  }

  @Test
  void anEmptyBatchSucceeds() {
    assertEquals(List.of(), system.rewrite(StreamEvents.batch()));
  }

  // ---------------------------------------------------------------------------------------------------- poison records

  @ParameterizedTest
  @ValueSource(
      strings = {"message_uuid", "message", "user_uuid", "user_handle", "user_display_name"})
  void aPoisonRecordAtTheHeadFailsTheBatch(String missing) {
    DynamodbStreamRecord poison = without(missing, post(withBeta, "lost"));
    DynamodbStreamRecord good = post(withGamma, "good");

    PoisonRecordException thrown =
        assertThrows(
            PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, good)));

    assertTrue(thrown.getMessage().contains(sequenceNumber(poison)), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("lost"), thrown.getMessage());
    assertEquals(
        List.of("good", "hello delta", "hello beta"),
        system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void aPoisonRecordAloneIsReported() {
    DynamodbStreamRecord poison = without("message_uuid", post(withBeta, "lost"));
    Set<Map<String, AttributeValue>> before = system.table().items();

    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));

    assertEquals(before, system.table().items());
  }

  @Test
  void allOtherRecordsOfABatchWithAPoisonRecordAreProcessed() {
    DynamodbStreamRecord first = post(withBeta, "first");
    DynamodbStreamRecord poison = without("message", post(withGamma, "lost"));
    DynamodbStreamRecord last = post(withDelta, "last");

    assertEquals(
        List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(first, poison, last)));

    assertEquals(sorted(withBeta, withDelta), groupsQueried());
    assertEquals(
        List.of("last", "first", "hello gamma"),
        system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void aRecordWithoutATimestampAsSortKeyIsPoison() {
    DynamodbStreamRecord poison = changed("sk", "yesterday", post(withBeta, "lost"));

    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));
  }

  @Test
  void aMessageOfAGroupWithoutMembersIsPoison() {
    DynamodbStreamRecord good = post(withBeta, "good");
    DynamodbStreamRecord orphan =
        changed("pk", "MSG#d4d4d4d4-0000-4000-8000-00000000000a", post(withBeta, "orphan"));
    DynamodbStreamRecord last = post(withGamma, "last");

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(orphan, last)));
    assertEquals(List.of(sequenceNumber(orphan)), system.rewrite(StreamEvents.batch(orphan)));
    assertEquals(
        List.of(sequenceNumber(orphan)), system.rewrite(StreamEvents.batch(good, orphan, last)));

    assertEquals(
        List.of("last", "good", "hello delta"),
        system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void theRestSucceedsWithoutThePoisonRecord() {
    DynamodbStreamRecord first = post(withBeta, "first");
    DynamodbStreamRecord poison = without("message", post(withGamma, "lost"));
    DynamodbStreamRecord last = post(withDelta, "last");
    system.rewrite(StreamEvents.batch(first, poison, last));

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, last)));
    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));
    assertEquals(List.of(), system.rewrite(StreamEvents.batch(last)));

    assertEquals(
        List.of("last", "first", "hello gamma"),
        system.listMessageGroups(alpha).send().each("message"));
  }

  // ------------------------------------------------------------------------------------------------ transient failures

  @Test
  void aFailureReportsTheFirstRecordOfTheUnfinishedGroup() {
    List<DynamodbStreamRecord> batch =
        List.of(
            post(withBeta, "1"),
            post(withGamma, "2"),
            post(withBeta, "3"),
            post(withDelta, "4"),
            post(withGamma, "5"));
    failWritesOf(withGamma);

    assertEquals(List.of(sequenceNumber(batch.get(1))), system.rewrite(StreamEvents.batch(batch)));

    assertEquals(sorted(withBeta, withGamma, withDelta), groupsQueried());
    assertEquals(
        List.of("4", "3", "hello gamma"), system.listMessageGroups(alpha).send().each("message"));

    system.rows().interceptNothing();
    assertEquals(List.of(), system.rewrite(StreamEvents.batch(batch.subList(1, 5))));
    assertEquals(List.of("5", "4", "3"), system.listMessageGroups(alpha).send().each("message"));
  }

  @Test
  void aTransientFailureAtTheHeadIsReportedNotThrown() {
    List<DynamodbStreamRecord> batch = List.of(post(withBeta, "1"), post(withGamma, "2"));
    failWritesOf(withBeta);

    assertEquals(
        List.of(sequenceNumber(batch.getFirst())), system.rewrite(StreamEvents.batch(batch)));
    assertEquals(sorted(withBeta, withGamma), groupsQueried());
  }

  @Test
  void theLowestRecordOfSeveralUnfinishedGroupsIsReported() {
    List<DynamodbStreamRecord> batch =
        List.of(post(withBeta, "1"), post(withGamma, "2"), post(withDelta, "3"));
    CountDownLatch deltaHasFailed = new CountDownLatch(1);
    system
        .rows()
        .intercept((request, table) -> {
          if (request instanceof Request.Query(RowQuery.IndexOfGroup(String group, var after))) {
            if (group.equals(withDelta)) {
              deltaHasFailed.countDown();
              throw new RowsUnavailableException("no response", null);
            }
            if (group.equals(withGamma)) {
              await(deltaHasFailed);
              throw new RowsUnavailableException("no response", null);
            }
          }
          return table.get();
        });

    assertEquals(List.of(sequenceNumber(batch.get(1))), system.rewrite(StreamEvents.batch(batch)));
  }

  @Test
  void aMissingTableIsAFailureThatPasses() {
    List<DynamodbStreamRecord> batch = List.of(post(withBeta, "1"), post(withGamma, "2"));
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsInaccessibleException("no table", null);
        });

    assertEquals(
        List.of(sequenceNumber(batch.getFirst())), system.rewrite(StreamEvents.batch(batch)));
  }

  @ParameterizedTest
  @MethodSource("failuresThatNeverPass")
  void aFailureThatNeverPassesMakesARecordPoison(RuntimeException failure) {
    DynamodbStreamRecord poison = post(withBeta, "1");
    DynamodbStreamRecord good = post(withGamma, "2");
    system
        .rows()
        .intercept((request, table) -> {
          if (request.toString().contains(withBeta)) {
            throw failure;
          }
          return table.get();
        });

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, good)));

    assertEquals("2", system.listMessageGroups(alpha).send().each("message").getFirst());
    assertEquals(List.of(sequenceNumber(poison)), system.rewrite(StreamEvents.batch(poison)));
  }

  static Stream<RuntimeException> failuresThatNeverPass() {
    return Stream.of(
        new UnreadableRowException("user_uuid", "sample"),
        new RequestRejectedException("sample", null),
        new IllegalStateException("sample"),
        new ClassCastException("sample"));
  }

  @Test
  void aMessageOfAGroupWithoutAUuidIsPoison() {
    DynamodbStreamRecord poison = changed("pk", "MSG#", post(withBeta, "1"));
    DynamodbStreamRecord good = post(withGamma, "2");

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, good)));

    assertEquals("2", system.listMessageGroups(alpha).send().each("message").getFirst());
  }

  @Test
  void aRowThatCannotBeReadKeepsOnlyItsOwnMemberBack() {
    Map<String, String> row = new HashMap<>(system.table().groupRows(alpha).getFirst());
    assertEquals(withBeta, row.get("message_group_uuid"));
    row.remove("user_uuid");
    system.table().putItem(row);
    DynamodbStreamRecord poison = post(withBeta, "1");
    DynamodbStreamRecord good = post(withGamma, "2");

    assertThrows(
        PoisonRecordException.class, () -> system.rewrite(StreamEvents.batch(poison, good)));

    assertEquals(
        List.of("2", "hello delta"), system.listMessageGroups(alpha).send().each("message"));
    assertEquals(List.of("1"), system.listMessageGroups(beta).send().each("message"));
  }

  @Test
  void aTableThatIsUnavailableEndsTheBatchEarly() {
    List<DynamodbStreamRecord> batch = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String group = "d4d4d4d4-0000-4000-8000-%012d".formatted(i);
      batch.add(changed("pk", "MSG#" + group, post(withBeta, "text " + i)));
    }
    system
        .rows()
        .intercept((request, table) -> {
          throw new RowsUnavailableException("no response", null);
        });

    assertEquals(
        List.of(sequenceNumber(batch.getFirst())), system.rewrite(StreamEvents.batch(batch)));

    int tried = system.rows().takeRequests().size();
    assertTrue(tried < 50, tried + " requests");
  }

  @Test
  void withoutRemainingTimeNoRequestIsSent() {
    DynamodbStreamRecord first = post(withBeta, "1");
    DynamodbStreamRecord second = post(withGamma, "2");

    assertEquals(
        List.of(sequenceNumber(first)),
        system.rewrite(StreamEvents.batch(first, second), new RemainingTime(() -> 4_999)));

    assertEquals(List.of(), system.rows().takeRequests());
  }

  @Test
  void whenTimeRunsOutTheRemainingGroupsAreReported() {
    DynamodbStreamRecord first = post(withBeta, "1");
    DynamodbStreamRecord second = post(withGamma, "2");
    AtomicInteger looks = new AtomicInteger();

    assertEquals(
        List.of(sequenceNumber(second)),
        system.rewrite(
            StreamEvents.batch(first, second),
            new RemainingTime(() -> looks.getAndIncrement() == 0 ? 5_000 : 4_999)));

    assertEquals(List.of(withBeta), groupsQueried());
  }

  private DynamodbStreamRecord post(String group, String text) {
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
            throw new RowsUnavailableException("no response", null);
          }
          return table.get();
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS), "the other group was not tried meanwhile");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> sorted(String... groups) {
    return Stream.of(groups).sorted().toList();
  }

  /** The groups that were queried in the index, sorted. */
  private List<String> groupsQueried() {
    List<String> groups = new ArrayList<>();
    for (Request request : system.rows().takeRequests()) {
      if (request instanceof Request.Query(RowQuery.IndexOfGroup(String group, var after))) {
        groups.add(group);
      }
    }
    return groups.stream().sorted().toList();
  }
}
