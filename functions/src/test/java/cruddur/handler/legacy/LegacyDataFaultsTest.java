package cruddur.handler.legacy;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows.Death;
import cruddur.messaging.port.ObservedRows.Interceptor;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowsUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each nested class is named after what Cruddur's Flask app did to messages and groups; its tests
 * show that it cannot happen here.
 */
class LegacyDataFaultsTest extends ConversationFixture {

  private SampleUser gamma;

  /** Gamma has signed up too, and the first message has been delivered. */
  @BeforeEach
  void signUpGammaAndDeliver() {
    gamma = system.signUp("gamma");
    system.deliver();
  }

  /** Keys were bare timestamps, put without a condition. */
  @Nested
  class EqualTimestampsOverwroteEachOther {

    @Test
    void twoPostsInOneMicrosecondAreTwoMessages() {
      String one = system.post(alpha, group, "one").field("created_at");
      String other = system.post(beta, group, "other").field("created_at");

      assertEquals("2026-11-22T13:07:41.123456+00:00", one);
      assertEquals("2026-11-22T13:07:41.123457+00:00", other);
      assertEquals(
          List.of("first", "one", "other"),
          system.listMessages(alpha, group).send().each("message"));
    }

    @Test
    void everyConcurrentPostIsAMessage() throws Exception {
      List<FunctionResponse> responses =
          ConcurrentRuns.run(
              8, number -> system.post(number % 2 == 0 ? alpha : beta, group, "n" + number));

      List<Map<String, String>> stored = system.listMessages(alpha, group).send().objects();
      Set<Map<String, String>> returned =
          responses.stream().map(response -> response.objects().getFirst()).collect(toSet());
      assertEquals(8, returned.size());
      assertEquals(returned, Set.copyOf(stored.subList(1, stored.size())));
    }

    @Test
    void twoGroupsOfAMemberKeepTheirRowsInOneMicrosecond() {
      String withGamma = system.start(alpha, gamma, "hello gamma");
      system.post(alpha, group, "hello beta");
      system.deliver();

      assertEquals(List.of("hello beta", "hello gamma"), shownTo(alpha));
      assertEquals(List.of(group, withGamma), system.listMessageGroups(alpha).send().each("uuid"));
      // Both show the time of their last message, although one key had to move by a microsecond.
      assertEquals(
          List.of("2026-11-22T13:07:41.123456+00:00", "2026-11-22T13:07:41.123456+00:00"),
          system.listMessageGroups(alpha).send().each("created_at"));
      assertEquals(List.of("hello beta"), shownTo(beta));
      assertEquals(List.of("hello gamma"), shownTo(gamma));
    }

    @Test
    void twoGroupsStartedInOneMicrosecondAreTwoGroups() {
      system.start(alpha, gamma, "from alpha");
      system.start(beta, gamma, "from beta");

      assertEquals(List.of("from beta", "from alpha"), shownTo(gamma));
    }

    @Test
    void everyGroupMovesOnWhileTheClockIsStopped() {
      String withGamma = system.start(alpha, gamma, "hello gamma");
      for (int i = 0; i < 5; i++) {
        system.post(alpha, group, "beta " + i);
        system.post(gamma, withGamma, "gamma " + i);
        system.deliver();
        assertEquals(Set.of("beta " + i, "gamma " + i), Set.copyOf(shownTo(alpha)));
        assertEquals(2, system.table().groupRows(alpha).size());
      }
    }
  }

  /** Some timestamps had an offset, others were local times without one. */
  @Nested
  class TimestampsMixedLocalTimeAndOffsets {

    @Test
    void stringOrderIsTimeOrder() {
      List<String> moments =
          List.of(
              "2026-11-22T23:59:59.999999Z",
              "2026-11-23T00:00:00Z",
              "2026-11-23T00:00:00.000001Z",
              "2026-11-23T00:00:00.100Z",
              "2026-11-23T00:00:01Z",
              "2027-03-28T01:30:00Z",
              "2027-03-28T02:30:00Z");
      for (String moment : moments) {
        system.clock().set(moment);
        system.post(alpha, group, moment);
      }

      List<String> sortKeys =
          system.table().partition("MSG#" + group).stream().map(item -> item.get("sk")).toList();
      assertEquals(Set.of(32), sortKeys.stream().map(String::length).collect(toSet()));
      assertEquals(
          Stream.concat(Stream.of("first"), moments.stream()).toList(),
          system.listMessages(alpha, group).send().each("message"));
    }

    @Test
    void theTimeZoneOfTheMachineDoesNotMatter() {
      TimeZone zone = TimeZone.getDefault();
      try {
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        assertEquals(
            "2026-11-22T13:07:41.123456+00:00", system.post(alpha, group, "x").field("created_at"));
      } finally {
        TimeZone.setDefault(zone);
      }
    }

    @Test
    void allLegacyTimestampFormatsAreReadAndShownInOneFormat() {
      for (String stored :
          List.of(
              "2026-11-22T13:07:43.123456+00:00", "2026-11-22T13:07:44.5", "2026-11-22T13:07:45")) {
        system.table().putItem(system.table().partition("MSG#" + group).getFirst(), "sk", stored);
      }

      assertEquals(
          List.of(
              "2026-11-22T13:07:40.123456+00:00",
              "2026-11-22T13:07:43.123456+00:00",
              "2026-11-22T13:07:44.500000+00:00",
              "2026-11-22T13:07:45.000000+00:00"),
          system.listMessages(alpha, group).send().each("created_at"));
    }

    @Test
    void aPostMovesALegacyGroupWithALocalTime() {
      for (SampleUser member : List.of(alpha, beta)) {
        Map<String, String> row = system.table().groupRows(member).getFirst();
        system.table().putItem(row, "sk", "2026-11-22T13:07:40.123456");
        system.table().deleteItem(row.get("pk"), row.get("sk"));
      }

      system.post(beta, group, "second");
      system.deliver();

      assertBothShow("second");
    }
  }

  /** Lists were filtered by the current year and ended at 20. */
  @Nested
  class ListsEndedAtNewYearAndAtTwenty {

    @Test
    void aNewYearHidesNothing() {
      system.clock().set("2027-01-01T00:00:00Z");

      assertEquals(List.of("first"), shownTo(alpha));
      assertEquals(List.of("first"), system.listMessages(alpha, group).send().each("message"));

      system.clock().set("2031-06-01T00:00:00Z");
      system.post(beta, group, "after years");
      system.deliver();
      assertEquals(
          List.of("first", "after years"),
          system.listMessages(alpha, group).send().each("message"));
      assertBothShow("after years");
    }

    @Test
    void messagesBeyondTheTwentiethAreOnTheNextPage() {
      List<String> numbers = IntStream.rangeClosed(1, 25).mapToObj(Integer::toString).toList();
      numbers.forEach(number -> system.post(alpha, group, number));

      FunctionResponse newest = system.listMessages(beta, group).send();
      FunctionResponse older =
          system.listMessages(beta, group).query(newest.next().orElseThrow()).send();

      assertEquals(numbers.subList(5, 25), newest.each("message"));
      assertEquals(
          Stream.concat(Stream.of("first"), numbers.subList(0, 5).stream()).toList(),
          older.each("message"));
      assertEquals(Optional.empty(), older.next());
    }
  }

  /** A new group was a batch write, and unprocessed items were ignored. */
  @Nested
  class HalfAGroupWasWritten {

    @Test
    void aGroupIsWrittenCompletelyOrNotAtAll() {
      system.restart();
      Set<Map<String, AttributeValue>> before = system.table().items();
      // Reads of the caller, the handle, the pair and the caller's groups; then the transaction.
      for (int survived = 0; survived < 5; survived++) {
        system.rows().dieAfter(survived);
        startedBeforeDeath();
        assertEquals(before, system.table().items());
        system.restart();
      }
      system.rows().interceptNothing();

      system.start(alpha, gamma, "hello gamma");
      assertEquals(before.size() + 4, system.table().items().size());
    }

    private void startedBeforeDeath() {
      try {
        system.start(alpha, gamma, "hello gamma");
      } catch (Death death) {
        return;
      }
      throw new AssertionError("The process was expected to die");
    }
  }

  @Nested
  class SecondStartMadeASecondConversation {

    @Test
    void aRetryAfterALostResponseFindsTheConversation() {
      system
          .rows()
          .intercept((request, table) -> {
            Object response = table.get();
            if (request instanceof Request.Transact) {
              throw new RowsUnavailableException("no response", null);
            }
            return response;
          });
      String body = JsonText.object("handle", "gamma", "message", "hello gamma");
      assertEquals(503, system.createMessageGroup(alpha, body).send().status());
      String started = system.table().groupRows(gamma).getFirst().get("message_group_uuid");
      system.rows().interceptNothing();

      assertEquals(started, system.start(alpha, gamma, "hello?"));
      assertEquals(1, system.table().groupRows(gamma).size());
    }

    @Test
    void concurrentStartsAreOneConversation() throws Exception {
      List<String> groups =
          ConcurrentRuns.run(
              8,
              number ->
                  number % 2 == 0
                      ? system.start(beta, gamma, "number " + number)
                      : system.start(gamma, beta, "number " + number));
      system.deliver();

      assertEquals(1, Set.copyOf(groups).size());
      assertEquals(8, system.table().partition("MSG#" + groups.getFirst()).size());
      assertEquals(1, system.table().groupRows(gamma).size());
      assertEquals(2, system.table().groupRows(beta).size());
    }

    @Test
    void aStartContinuesALegacyConversation() throws Exception {
      String pair = "DUO#" + alpha.uuid() + "#" + beta.uuid();
      system.table().deleteItem(pair, "DUO");

      List<String> groups =
          ConcurrentRuns.run(
              4,
              number ->
                  number % 2 == 0
                      ? system.start(alpha, beta, "a")
                      : system.start(beta, alpha, "b"));

      assertEquals(Set.of(group), Set.copyOf(groups));
      assertEquals(
          List.of(Map.of("pk", pair, "sk", "DUO", "group_uuid", group)),
          system.table().partition(pair));
      assertEquals(5, system.table().partition("MSG#" + group).size());
    }
  }

  @Nested
  class PostIntoAMissingGroupWasAccepted {

    @Test
    void aPostIntoAMissingGroupIsRefused() {
      system.refuses(
          system.createMessage(
              alpha,
              JsonText.object(
                  "message_group_uuid",
                  "d4d4d4d4-0000-4000-8000-00000000000a",
                  "message",
                  "hello")),
          404,
          "message_group_not_found");
    }
  }

  /** The SDK repeats a request whose response was lost, and then finds the row already written. */
  @Nested
  class RetryMadeASecondMessage {

    @Test
    void aPutThatTheSdkRepeatsIsOneMessage() {
      system.rows().intercept(repeatingTheFirst(Request.Put.class));

      String uuid = system.post(beta, group, "once").field("uuid");

      system.rows().interceptNothing();
      assertEquals(
          List.of("first", "once"), system.listMessages(alpha, group).send().each("message"));
      assertEquals(uuid, system.listMessages(alpha, group).send().each("uuid").getLast());
    }

    @Test
    void aTransactionThatTheSdkRepeatsIsOneMessage() {
      system.rows().intercept(repeatingTheFirst(Request.Transact.class));

      String started = system.start(alpha, gamma, "once");

      system.rows().interceptNothing();
      assertEquals(List.of("once"), system.listMessages(gamma, started).send().each("message"));
    }

    private static Interceptor repeatingTheFirst(Class<? extends Request> type) {
      AtomicBoolean repeated = new AtomicBoolean();
      return (request, table) -> {
        Object response = table.get();
        return type.isInstance(request) && repeated.compareAndSet(false, true)
            ? table.get()
            : response;
      };
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
}
