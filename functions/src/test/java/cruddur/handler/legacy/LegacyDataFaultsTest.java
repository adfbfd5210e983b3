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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the system this one follows did to messages and groups, each fault under its number: none of
 * them comes back.
 */
class LegacyDataFaultsTest extends ConversationFixture {

  private SampleUser gamma;

  /** Gamma has signed up too, and the first message is dealt with. */
  @BeforeEach
  void theStreamIsDelivered() {
    gamma = system.signUp("gamma");
    system.deliver();
  }

  @Nested
  @DisplayName("5: keys were bare timestamps, put without a condition")
  class Fault5 {

    @Test
    void twoPostsOfOneMicrosecondAreTwoMessages() {
      String one = system.post(alpha, group, "one").field("created_at");
      String other = system.post(beta, group, "other").field("created_at");

      assertEquals("2026-11-22T13:07:41.123456+00:00", one);
      assertEquals("2026-11-22T13:07:41.123457+00:00", other);
      assertEquals(
          List.of("first", "one", "other"),
          system.listMessages(alpha, group).send().each("message"));
    }

    @Test
    void manyPostsAtOnceAreAsManyMessages() throws Exception {
      List<FunctionResponse> responses =
          ConcurrentRuns.run(
              8, number -> system.post(number % 2 == 0 ? alpha : beta, group, "n" + number));

      List<Map<String, String>> stored = system.listMessages(alpha, group).send().objects();
      Set<Map<String, String>> answered =
          responses.stream().map(response -> response.objects().getFirst()).collect(toSet());
      assertEquals(8, answered.size());
      assertEquals(answered, Set.copyOf(stored.subList(1, stored.size())));
    }

    @Test
    void twoGroupsOfOneMemberAtOneMicrosecondAreTwoGroups() {
      String withGamma = system.start(alpha, gamma, "hello gamma");
      system.post(alpha, group, "hello beta");
      system.deliver();

      assertEquals(List.of("hello beta", "hello gamma"), shownTo(alpha));
      assertEquals(List.of(group, withGamma), system.listMessageGroups(alpha).send().each("uuid"));
      // Both show the moment of their last message, though one had to move up in the list.
      assertEquals(
          List.of("2026-11-22T13:07:41.123456+00:00", "2026-11-22T13:07:41.123456+00:00"),
          system.listMessageGroups(alpha).send().each("created_at"));
      assertEquals(List.of("hello beta"), shownTo(beta));
      assertEquals(List.of("hello gamma"), shownTo(gamma));
    }

    @Test
    void twoGroupsStartedAtOneMicrosecondAreTwoGroups() {
      system.start(alpha, gamma, "from alpha");
      system.start(beta, gamma, "from beta");

      assertEquals(List.of("from beta", "from alpha"), shownTo(gamma));
    }

    @Test
    void whileTheClockStandsStillAllGroupsGoOn() {
      String withGamma = system.start(alpha, gamma, "hello gamma");
      for (int i = 0; i < 5; i++) {
        system.post(alpha, group, "beta " + i);
        system.post(gamma, withGamma, "gamma " + i);
        system.deliver();
        assertEquals(Set.of("beta " + i, "gamma " + i), Set.copyOf(shownTo(alpha)));
        assertEquals(2, system.groupRows(alpha).size());
      }
    }
  }

  @Nested
  @DisplayName("6: naive local time in one place, offset time in another")
  class Fault6 {

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
          system.partition("MSG#" + group).stream().map(item -> item.get("sk")).toList();
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
    void theSourcesThreeFormsAreReadAndShownInOne() {
      for (String stored :
          List.of(
              "2026-11-22T13:07:43.123456+00:00", "2026-11-22T13:07:44.5", "2026-11-22T13:07:45")) {
        system.putItem(system.partition("MSG#" + group).getFirst(), "sk", stored);
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
    void aGroupThatTheSourceLeftNaiveMovesOn() {
      for (SampleUser member : List.of(alpha, beta)) {
        Map<String, String> row = system.groupRows(member).getFirst();
        system.putItem(row, "sk", "2026-11-22T13:07:40.123456");
        system.deleteItem(row.get("pk"), row.get("sk"));
      }

      system.post(beta, group, "second");
      system.deliver();

      assertBothShow("second");
    }
  }

  @Nested
  @DisplayName("7: lists were filtered by year, and ended at 20")
  class Fault7 {

    @Test
    void newYearHidesNothing() {
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
    void whatIsPastTheTwentiethIsReached() {
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

  @Nested
  @DisplayName(
      "8: a new group was a batch write that could end half, and two starts were two conversations")
  class Fault8 {

    @Test
    void aGroupIsStartedWholeOrNotAtAll() {
      system.restart();
      Set<Map<String, AttributeValue>> before = system.items();
      // The caller, the handle, the pair, the caller's own rows; then the transaction.
      for (int survived = 0; survived < 5; survived++) {
        system.rows().dieAfter(survived);
        startedBeforeDeath();
        assertEquals(before, system.items());
        system.restart();
      }
      system.rows().interceptNothing();

      system.start(alpha, gamma, "hello gamma");
      assertEquals(before.size() + 4, system.items().size());
    }

    @Test
    void whoseResponseIsLostFindsHisConversationWhenHeTriesAgain() {
      system
          .rows()
          .intercept((request, table) -> {
            Object response = table.get();
            if (request instanceof Request.Transact) {
              throw new RowsUnavailableException("no answer", null);
            }
            return response;
          });
      String body = JsonText.object("handle", "gamma", "message", "hello gamma");
      assertEquals(503, system.createMessageGroup(alpha, body).send().status());
      String started = system.groupRows(gamma).getFirst().get("message_group_uuid");
      system.rows().interceptNothing();

      assertEquals(started, system.start(alpha, gamma, "hello?"));
      assertEquals(1, system.groupRows(gamma).size());
    }

    @Test
    void manyConcurrentStartsAreOneConversation() throws Exception {
      List<String> groups =
          ConcurrentRuns.run(
              8,
              number ->
                  number % 2 == 0
                      ? system.start(beta, gamma, "number " + number)
                      : system.start(gamma, beta, "number " + number));
      system.deliver();

      assertEquals(1, Set.copyOf(groups).size());
      assertEquals(8, system.partition("MSG#" + groups.getFirst()).size());
      assertEquals(1, system.groupRows(gamma).size());
      assertEquals(2, system.groupRows(beta).size());
    }

    @Test
    void aConversationThatTheSourceStartedIsGoneOnWith() throws Exception {
      String pair = "DUO#" + alpha.uuid() + "#" + beta.uuid();
      system.deleteItem(pair, "DUO");

      List<String> groups =
          ConcurrentRuns.run(
              4,
              number ->
                  number % 2 == 0
                      ? system.start(alpha, beta, "a")
                      : system.start(beta, alpha, "b"));

      assertEquals(Set.of(group), Set.copyOf(groups));
      assertEquals(
          List.of(Map.of("pk", pair, "sk", "DUO", "group_uuid", group)), system.partition(pair));
      assertEquals(5, system.partition("MSG#" + group).size());
    }

    private void startedBeforeDeath() {
      try {
        system.start(alpha, gamma, "hello gamma");
      } catch (Death death) {
        return;
      }
      throw new AssertionError("the process was to die");
    }
  }

  @Nested
  @DisplayName("9: a retry was a second message, and a post into no group was accepted")
  class Fault9 {

    @Test
    void noPostIntoAGroupThatDoesNotExist() {
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

    /**
     * The SDK repeats a request whose response was lost; the repetition meets what the first one
     * wrote.
     */
    @Test
    void aRequestThatIsRepeatedForAnResponseIsOneMessage() {
      system.rows().intercept(repeatingTheFirst(Request.Put.class));

      String uuid = system.post(beta, group, "once").field("uuid");

      system.rows().interceptNothing();
      assertEquals(
          List.of("first", "once"), system.listMessages(alpha, group).send().each("message"));
      assertEquals(uuid, system.listMessages(alpha, group).send().each("uuid").getLast());
    }

    @Test
    void aStartThatIsRepeatedForAnResponseIsOneMessage() {
      system.rows().intercept(repeatingTheFirst(Request.Transact.class));

      String started = system.start(alpha, gamma, "once");

      system.rows().interceptNothing();
      assertEquals(List.of("once"), system.listMessages(gamma, started).send().each("message"));
    }

    private static Interceptor repeatingTheFirst(Class<? extends Request> type) {
      AtomicBoolean isRepeated = new AtomicBoolean();
      return (request, table) -> {
        Object response = table.get();
        return type.isInstance(request) && isRepeated.compareAndSet(false, true)
            ? table.get()
            : response;
      };
    }
  }

  /** The last messages in a member's list. */
  private List<String> shownTo(SampleUser member) {
    return system.listMessageGroups(member).send().each("message");
  }

  /** Alpha and beta have one row each of their conversation, and it shows this text. */
  private void assertBothShow(String text) {
    for (SampleUser member : List.of(alpha, beta)) {
      assertEquals(
          List.of(text),
          system.groupRows(member).stream()
              .filter(row -> row.get("message_group_uuid").equals(group))
              .map(row -> row.get("message"))
              .toList(),
          member.handle());
    }
  }
}
