package cruddur.handler.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.ObservedRows.Death;
import cruddur.messaging.port.ObservedRows.Interceptor;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.MessageGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each nested class is named after what the stream handler of Cruddur's Flask app did to lists; its
 * tests show that it cannot happen here.
 */
class LegacyStreamFaultsTest extends ConversationFixture {

  private SampleUser gamma;

  /** Gamma has signed up too, and the first message has been delivered. */
  @BeforeEach
  void signUpGammaAndDeliver() {
    gamma = system.signUp("gamma");
    system.deliver();
  }

  @Nested
  class OnlyTheFirstRecordOfABatchWasUsed {

    @Test
    void everyRecordOfABatchIsUsed() {
      String withGamma = system.start(alpha, gamma, "first");
      system.clock().advance(Duration.ofSeconds(1));
      system.post(alpha, group, "second");
      system.clock().advance(Duration.ofSeconds(1));
      system.post(gamma, withGamma, "second of gamma");
      system.clock().advance(Duration.ofSeconds(1));
      system.post(beta, group, "third");
      system.deliver();

      assertEquals(List.of("third", "second of gamma"), shownTo(alpha));
      assertEquals(List.of("third"), shownTo(beta));
      assertEquals(List.of("second of gamma"), shownTo(gamma));
    }
  }

  /** It deleted a row before it put the new one. */
  @Nested
  class CrashLostTheConversation {

    @Test
    void aCrashBetweenAnyTwoRequestsLosesNoConversation() {
      int requests = requestsOfADelivery();
      assertEquals(7, requests);
      for (int survived = 0; survived < requests; survived++) {
        DynamodbEvent batch = post("survived " + survived);
        system.rows().dieAfter(survived);

        assertEquals(Optional.empty(), deliveredBeforeDeath(batch));

        system.rows().interceptNothing();
        assertTrue(
            system.table().groupRows(alpha).size() >= 1, "alpha has a row after " + survived);
        assertTrue(system.table().groupRows(beta).size() >= 1, "beta has a row after " + survived);

        assertEquals(List.of(), system.rewrite(batch));
        assertBothShow("survived " + survived);
      }
    }

    @Test
    void aFailedRequestLosesNoConversation() {
      int requests = requestsOfADelivery();
      for (int failing = 0; failing < requests; failing++) {
        DynamodbEvent batch = post("failing " + failing);
        system.rows().intercept(failureOf(failing));

        assertEquals(1, system.rewrite(batch).size());

        system.rows().interceptNothing();
        assertTrue(system.table().groupRows(alpha).size() >= 1, "alpha has a row after " + failing);
        assertTrue(system.table().groupRows(beta).size() >= 1, "beta has a row after " + failing);

        assertEquals(List.of(), system.rewrite(batch));
        assertBothShow("failing " + failing);
      }
    }

    @Test
    void aLostResponseLosesNoConversation() {
      int requests = requestsOfADelivery();
      for (int lost = 0; lost < requests; lost++) {
        DynamodbEvent batch = post("lost " + lost);
        system.rows().intercept(lossOfTheResponseTo(lost));

        assertEquals(1, system.rewrite(batch).size());

        system.rows().interceptNothing();
        assertEquals(List.of(), system.rewrite(batch));
        assertBothShow("lost " + lost);
      }
    }

    private int requestsOfADelivery() {
      DynamodbEvent batch = post("undisturbed");
      system.rows().takeRequests();
      system.rewrite(batch);
      return system.rows().takeRequests().size();
    }

    private DynamodbEvent post(String text) {
      system.clock().advance(Duration.ofSeconds(1));
      system.post(beta, group, text);
      return StreamEvents.batch(system.takeStreamRecords());
    }

    private Optional<List<String>> deliveredBeforeDeath(DynamodbEvent batch) {
      try {
        return Optional.of(system.rewrite(batch));
      } catch (Death death) {
        return Optional.empty();
      }
    }

    private Interceptor failureOf(int number) {
      AtomicInteger next = new AtomicInteger();
      return (request, table) -> {
        if (next.getAndIncrement() == number) {
          throw new RowsUnavailableException("no response", null);
        }
        return table.get();
      };
    }

    private Interceptor lossOfTheResponseTo(int number) {
      AtomicInteger next = new AtomicInteger();
      return (request, table) -> {
        Object response = table.get();
        if (next.getAndIncrement() == number) {
          throw new RowsUnavailableException("no response", null);
        }
        return response;
      };
    }
  }

  /** It acted on every record but REMOVE, whatever its age. */
  @Nested
  class ReplayMovedTheListBack {

    @Test
    void aReplayNeverMovesTheListBack() {
      system.post(alpha, group, "old");
      List<DynamodbStreamRecord> old = system.takeStreamRecords();
      system.clock().advance(Duration.ofSeconds(1));
      system.post(beta, group, "new");
      system.rewrite(StreamEvents.batch(system.takeStreamRecords()));
      Set<Map<String, AttributeValue>> moved = system.table().items();

      // A late delivery, then a replay.
      assertEquals(List.of(), system.rewrite(StreamEvents.batch(old)));
      assertEquals(List.of(), system.rewrite(StreamEvents.batch(old)));

      assertEquals(moved, system.table().items());
      assertBothShow("new");
    }

    @Test
    void aReplayWithALaggingIndexNeverMovesTheListBack() {
      RowPage<MessageGroup> beforeAll = index();
      system.post(alpha, group, "old");
      List<DynamodbStreamRecord> old = system.takeStreamRecords();
      system.clock().advance(Duration.ofSeconds(1));
      system.post(beta, group, "new");
      system.rewrite(StreamEvents.batch(system.takeStreamRecords()));
      Set<Map<String, AttributeValue>> moved = system.table().items();

      showInIndex(beforeAll);
      assertEquals(List.of(), system.rewrite(StreamEvents.batch(old)));

      assertEquals(moved, system.table().items());
    }

    @Test
    void aChangedOrRemovedMessageDoesNotMoveTheList() {
      Map<String, String> message =
          new HashMap<>(system.table().partition("MSG#" + group).getFirst());
      message.put("sk", "2027-01-01T00:00:00.000000+00:00");
      Set<Map<String, AttributeValue>> before = system.table().items();

      system.rewrite(
          StreamEvents.batch(
              StreamEvents.record("MODIFY", "1", message),
              StreamEvents.record("REMOVE", "2", message)));

      assertEquals(before, system.table().items());
    }
  }

  @Nested
  class StaleIndexLeftASecondRow {

    @Test
    void aStaleIndexPageLeavesNoSecondRow() {
      RowPage<MessageGroup> stale = index();
      deliverPost("second");

      showInIndex(stale);
      deliverPost("third");

      assertBothShow("third");
    }

    @Test
    void anEmptyIndexPageLeavesNoSecondRow() {
      showInIndex(new RowPage<>(List.of(), Optional.empty()));
      deliverPost("second");

      assertBothShow("second");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anIndexPageStaleForOneMemberLeavesNoSecondRow(int staleMember) {
      RowPage<MessageGroup> stale = index();
      deliverPost("second");
      MessageGroup staleRow = stale.rows().get(staleMember);
      MessageGroup currentRow =
          index().rows().stream()
              .filter(row -> !row.memberUuid().equals(staleRow.memberUuid()))
              .findFirst()
              .orElseThrow();

      showInIndex(new RowPage<>(List.of(staleRow, currentRow), Optional.empty()));
      deliverPost("third");
      assertBothShow("third");

      showInIndex(new RowPage<>(List.of(staleRow), Optional.empty()));
      deliverPost("fourth");
      assertBothShow("fourth");
    }

    @Test
    void concurrentInvocationsForOneGroupLeaveNoSecondRow() throws Exception {
      for (int round = 0; round < 10; round++) {
        system.clock().advance(Duration.ofSeconds(1));
        system.post(alpha, group, "older " + round);
        List<DynamodbStreamRecord> older = system.takeStreamRecords();
        system.clock().advance(Duration.ofSeconds(1));
        system.post(beta, group, "newer " + round);
        List<DynamodbStreamRecord> newer = system.takeStreamRecords();

        List<List<String>> failures =
            ConcurrentRuns.run(
                4, number -> system.rewrite(StreamEvents.batch(number % 2 == 0 ? older : newer)));

        assertEquals(List.of(List.of(), List.of(), List.of(), List.of()), failures);
        assertBothShow("newer " + round);
      }
    }

    private void deliverPost(String text) {
      system.clock().advance(Duration.ofSeconds(1));
      system.post(beta, group, text);
      system.deliver();
    }
  }

  @Nested
  class NewGroupWasRewritten {

    @Test
    void aNewGroupIsNotRewritten() {
      system.start(alpha, gamma, "hello gamma");
      Set<Map<String, AttributeValue>> started = system.table().items();
      system.rows().takeRequests();

      system.deliver();

      assertEquals(
          List.of(), system.rows().takeRequests().stream().filter(Request::isWrite).toList());
      assertEquals(started, system.table().items());
    }
  }

  /** The last messages in a member's list. */
  private List<String> shownTo(SampleUser member) {
    return system.listMessageGroups(member).send().each("message");
  }

  /** Alpha and beta each have exactly one row of their conversation, which shows this text. */
  private void assertBothShow(String text) {
    for (SampleUser member : List.of(alpha, beta)) {
      assertEquals(
          List.of(text),
          system.table().groupRows(member).stream()
              .filter(row -> row.get("message_group_uuid").equals(group))
              .map(row -> row.get("message"))
              .toList(),
          member.handle());
    }
  }

  private RowPage<MessageGroup> index() {
    return system.rows().query(RowQuery.IndexOfGroup.of(group));
  }

  /** Makes every query of the index return this page, whatever the table holds. */
  private void showInIndex(RowPage<MessageGroup> page) {
    system
        .rows()
        .intercept((request, table) ->
            request instanceof Request.Query(RowQuery.IndexOfGroup of) ? page : table.get());
  }
}
