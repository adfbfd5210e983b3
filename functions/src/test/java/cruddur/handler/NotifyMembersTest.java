package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.RecordedPublisher;
import cruddur.handler.fixture.RecordedPublisher.Published;
import cruddur.handler.fixture.RemainingTime;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.live.PublishResult;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What NotifyMembers publishes for a batch, what it retries, and what it gives up. */
class NotifyMembersTest extends ConversationFixture {

  // ------------------------------------------------------------------------------------------------------- who, and what

  @Test
  void bothMembersReceiveAMessageAsTheApiListsIt() {
    system.takeStreamRecords();
    system.post(beta, group, "Hëllo \"alpha\" \n👋");
    String listed = system.listMessages(alpha, group).query("limit", "1").send().body();

    assertEquals(Optional.empty(), notifyNew());

    String event =
        "{\"type\":\"message\",\"message_group_uuid\":\""
            + group
            + "\",\"message\":"
            + listed.substring(1, listed.length() - 1)
            + "}";
    assertEquals(
        byChannel(
            new Published(channel(alpha), List.of(event)),
            new Published(channel(beta), List.of(event))),
        system.publisher().take());
  }

  @Test
  void signalsHaveNeitherTextNorNames() {
    system.useLiveVariables(Map.of(LiveVariables.FORMAT, "signals"));
    system.takeStreamRecords();
    FunctionResponse message = system.post(beta, group, "hello");

    notifyNew();

    assertEquals(
        List.of(
            "{\"type\":\"message\",\"message_group_uuid\":\""
                + group
                + "\",\"message\":{\"uuid\":\""
                + message.field("uuid")
                + "\",\"created_at\":\""
                + message.field("created_at")
                + "\"}}"),
        system.publisher().take().getFirst().events());
  }

  @Test
  void aMessageThatIsTooLongForAnEventIsASignal() {
    Map<String, String> item = new HashMap<>(strings(system.takeStreamRecords().getFirst()));
    item.put("message", "x".repeat(100_000));

    notify(StreamEvents.inserted("1", item));

    String event = system.publisher().take().getFirst().events().getFirst();
    assertTrue(event.contains("\"message\":{\"uuid\":\"" + item.get("message_uuid")), event);
    assertFalse(event.contains("xxx"), event);
  }

  @Test
  void aReadMarkerReachesTheMembersOwnDevicesOnly() {
    Map<String, String> state =
        Map.of(
            "pk",
            "MBR#" + alpha.uuid(),
            "sk",
            group,
            "read_up_to",
            "2026-11-22T13:07:40.123456+00:00");

    notify(StreamEvents.inserted("1", state), StreamEvents.record("MODIFY", "2", state));

    String event =
        "{\"type\":\"read\",\"message_group_uuid\":\""
            + group
            + "\",\"up_to\":\"2026-11-22T13:07:40.123456+00:00\"}";
    assertEquals(
        List.of(new Published(channel(alpha), List.of(event, event))), system.publisher().take());
  }

  @Test
  void whatNobodyHasToKnowIsNotPublished() {
    Map<String, String> message = strings(system.takeStreamRecords().getFirst());
    Map<String, String> hidden =
        Map.of(
            "pk",
            "MBR#" + alpha.uuid(),
            "sk",
            group,
            "hidden_up_to",
            "2026-11-22T13:07:40.123456+00:00");

    assertEquals(
        Optional.empty(),
        notify(
            StreamEvents.record("MODIFY", "1", message),
            StreamEvents.record("REMOVE", "2", message),
            StreamEvents.inserted("3", hidden),
            StreamEvents.inserted(
                "4", Map.of("pk", "MBR#" + alpha.uuid(), "sk", group, "read_up_to", "yesterday")),
            StreamEvents.inserted("5", Map.of("pk", "XYZ#some", "sk", "XYZ"))));

    assertEquals(List.of(), system.publisher().take());
  }

  @Test
  void aStrangerReceivesNothing() {
    SampleUser gamma = system.signUp("gamma");
    system.start(gamma, alpha, "hello alpha");
    system.takeStreamRecords();
    system.post(beta, group, "hello");

    notifyNew();

    assertEquals(
        Set.of(channel(alpha), channel(beta)),
        Set.copyOf(system.publisher().take().stream().map(Published::channel).toList()));
  }

  @Test
  void nothingIsWrittenToTheTable() {
    Set<Map<String, AttributeValue>> before = system.table().items();
    system.rows().takeRequests();

    notifyNew();

    assertEquals(before, system.table().items());
    assertEquals(
        List.of(), system.rows().takeRequests().stream().filter(Request::isWrite).toList());
  }

  // -------------------------------------------------------------------------------------------------------- how many

  @Test
  void theEventsOfAChannelAreInOrderFiveARequest() {
    system.takeStreamRecords();
    IntStream.range(0, 12).forEach(i -> system.post(beta, group, "text " + i));

    notifyNew();

    List<List<String>> requests =
        system.publisher().take().stream()
            .filter(request -> request.channel().equals(channel(alpha)))
            .map(Published::events)
            .toList();
    assertEquals(List.of(5, 5, 2), requests.stream().map(List::size).toList());
    List<String> events = requests.stream().flatMap(List::stream).toList();
    IntStream.range(0, 12)
        .forEach(i -> assertTrue(events.get(i).contains("\"text " + i + "\""), events.get(i)));
  }

  @Test
  void eventsOfManyBytesAreFewerARequest() {
    Map<String, String> item = new HashMap<>(strings(system.takeStreamRecords().getFirst()));
    item.put("message", "x".repeat(60_000));

    notify(
        StreamEvents.inserted("1", item),
        StreamEvents.inserted("2", item),
        StreamEvents.inserted("3", item));

    assertEquals(
        List.of(1, 1, 1, 1, 1, 1),
        system.publisher().take().stream().map(request -> request.events().size()).toList());
  }

  @Test
  void theMembersOfAGroupAreReadOnce() {
    notifyNew();
    system.post(beta, group, "again");
    system.post(alpha, group, "and again");
    system.rows().takeRequests();

    notifyNew();

    assertEquals(List.of(), system.rows().takeNames());
    assertEquals(4, system.publisher().take().size());
  }

  // ------------------------------------------------------------------------------------------------- what is tried again

  @Test
  void aGroupThatTheIndexDoesNotShowYetIsRetried() {
    String other = system.start(alpha, system.signUp("gamma"), "hello gamma");
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    String ofOther = sequenceNumber(records, other);
    hideFromIndex(other);

    assertEquals(Optional.of(ofOther), notify(records));
    assertEquals(
        Set.of(channel(alpha), channel(beta)),
        Set.copyOf(system.publisher().take().stream().map(Published::channel).toList()));

    system.rows().interceptNothing();
    assertEquals(Optional.empty(), notify(records));
    assertEquals(3, system.publisher().take().size());
  }

  /** Lambda discards a record without a trace in the function's metrics. */
  @Test
  void aGroupThatTheIndexDoesNotShowInTimeIsLostAndCounted() {
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    String first = records.getFirst().getDynamodb().getSequenceNumber();
    hideFromIndex(group);
    system.clock().advance(NotifyMembers.MAX_AGE.minusSeconds(2));
    system.log().takeLines();
    assertEquals(Optional.of(first), notify(records));
    String retried = system.log().takeLine();
    assertTrue(retried.contains("\"publishedEvents\":0,\"unpublishedEvents\":0,"), retried);

    system.clock().advance(Duration.ofSeconds(2));
    assertEquals(Optional.empty(), notify(records));

    String line = system.log().takeLine();
    assertTrue(line.contains("\"publishedEvents\":0,\"unpublishedEvents\":2,"), line);
  }

  @Test
  void whileTheIndexIsUnavailableRecordsAreRetried() {
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    system
        .rows()
        .intercept((_, _) -> {
          throw new RowsUnavailableException("no response", null);
        });

    assertEquals(
        Optional.of(records.getFirst().getDynamodb().getSequenceNumber()), notify(records));
    assertEquals(List.of(), system.publisher().take());
  }

  /** An operator has to act, so the function fails, which an alarm watches. */
  @Test
  void withoutPermissionToReadTheIndexTheFunctionFails() {
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    system
        .rows()
        .intercept((_, _) -> {
          throw new RowsInaccessibleException("denied", null);
        });

    assertThrows(RowsInaccessibleException.class, () -> notify(records));
  }

  @Test
  void aRecordThatCannotBeReadCostsItselfAlone() {
    system.post(beta, group, "hello");
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    Map<String, String> unreadable = new HashMap<>(strings(records.getFirst()));
    unreadable.remove("message_uuid");
    system.log().takeLines();

    assertEquals(
        Optional.empty(), notify(StreamEvents.inserted("1", unreadable), records.getLast()));

    assertEquals(2, system.publisher().take().size());
    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"WARN\","), line);
    assertTrue(line.contains("\"unreadableRecords\":1"), line);
  }

  /** A retry would make all later events of the shard wait. */
  @Test
  void aGroupWhoseRowsCannotBeReadCostsItselfAlone() {
    for (SampleUser member : List.of(alpha, beta)) {
      Map<String, String> row = new HashMap<>(system.table().groupRows(member).getFirst());
      row.remove("user_uuid");
      system.table().putItem(row);
    }
    system.start(alpha, system.signUp("gamma"), "hello gamma");
    system.log().takeLines();

    assertEquals(Optional.empty(), notifyNew());

    assertEquals(2, system.publisher().take().size());
    String line = system.log().takeLine();
    assertTrue(line.contains("\"publishedEvents\":2,\"unpublishedEvents\":2,"), line);
    assertTrue(line.contains("\"no row that names the members can be read\""), line);
  }

  @Test
  void oneRowThatCanBeReadNamesBothMembers() {
    Map<String, String> row = new HashMap<>(system.table().groupRows(alpha).getFirst());
    row.remove("user_uuid");
    system.table().putItem(row);

    assertEquals(Optional.empty(), notifyNew());

    assertEquals(
        Set.of(channel(alpha), channel(beta)),
        Set.copyOf(system.publisher().take().stream().map(Published::channel).toList()));
  }

  @Test
  void aMessageWhoseGroupCannotExistIsNotRetried() {
    Map<String, String> item = new HashMap<>(strings(system.takeStreamRecords().getFirst()));
    item.put("pk", "MSG#");

    assertEquals(Optional.empty(), notify(StreamEvents.inserted("1", item)));
    assertEquals(List.of(), system.publisher().take());
  }

  // ------------------------------------------------------------------------------------------------------ what is given up

  @Test
  void eventsThatAreRefusedAreLostAndCounted() {
    system.publisher().responds(RecordedPublisher.FAILS);
    system.log().takeLines();

    assertEquals(Optional.empty(), notifyNew());

    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"WARN\","), line);
    assertTrue(
        line.contains(
            "\"publishedEvents\":0,\"unpublishedEvents\":2,\"publishFailures\":[\"status 500\"]"),
        line);
    assertTrue(
        line.contains("\"Metrics\":[{\"Name\":\"unpublishedEvents\",\"Unit\":\"Count\"}]"), line);
  }

  @Test
  void eventsThatAreAcceptedInPartAreCountedInPart() {
    system.post(beta, group, "hello");
    system.publisher().responds(_ -> new PublishResult(1, Optional.of("refused events")));
    system.log().takeLines();

    notifyNew();

    String line = system.log().takeLine();
    assertTrue(line.contains("\"publishedEvents\":2,\"unpublishedEvents\":2,"), line);
  }

  @Test
  void afterEightFailuresInARowTheOthersAreNotTried() {
    system.takeStreamRecords();
    List<DynamodbStreamRecord> records =
        IntStream.range(0, 40)
            .mapToObj(i ->
                StreamEvents.inserted(
                    "" + i,
                    Map.of(
                        "pk",
                        "MBR#" + "user-" + i,
                        "sk",
                        group,
                        "read_up_to",
                        "2026-11-22T13:07:40.123456+00:00")))
            .toList();
    system.publisher().responds(RecordedPublisher.FAILS);
    system.log().takeLines();

    assertEquals(Optional.empty(), notify(records));

    // Up to 15 more are under way when the eighth fails.
    int tried = system.publisher().take().size();
    assertTrue(8 <= tried && tried <= 8 + 15, "tried " + tried);
    String line = system.log().takeLine();
    assertTrue(line.contains("\"unpublishedEvents\":40"), line);
    assertTrue(line.contains("\"not tried: too many failures in a row\""), line);
  }

  @Test
  void whenPublishingTakesTooLongTheOthersAreNotTried() {
    system.takeStreamRecords();
    IntStream.range(0, 20).forEach(i -> system.post(beta, group, "text " + i));
    AtomicInteger requests = new AtomicInteger();
    system
        .publisher()
        .responds(request -> {
          // The other user's requests wait, so that none is sent between the second one and its
          // time.
          synchronized (requests) {
            if (requests.incrementAndGet() == 2) {
              system.clock().advance(Duration.ofSeconds(11));
            }
          }
          return RecordedPublisher.ACCEPTS.apply(request);
        });

    assertEquals(Optional.empty(), notifyNew());

    // One of the other user may have been under way.
    assertTrue(requests.get() <= 3, "tried " + requests.get());
  }

  @Test
  void withoutTimeLeftNothingIsTried() {
    system.log().takeLines();

    assertEquals(
        Optional.empty(),
        system.notifyMembers(
            StreamEvents.batch(system.takeStreamRecords()), new RemainingTime(() -> 6_999)));

    assertEquals(List.of(), system.publisher().take());
    String line = system.log().takeLine();
    assertTrue(
        line.contains(
            "\"unpublishedEvents\":2,"
                + "\"publishFailures\":[\"too little time is left to find the members\"]"),
        line);
  }

  @Test
  void eventsOfALateBatchAreLostWithoutARequest() {
    system.post(beta, group, "hello");
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    system.clock().advance(NotifyMembers.MAX_AGE);
    system.rows().takeRequests();
    system.log().takeLines();

    assertEquals(Optional.empty(), notify(records));

    assertEquals(List.of(), system.publisher().take());
    assertEquals(List.of(), system.rows().takeRequests());
    String line = system.log().takeLine();
    assertTrue(line.contains("\"publishedEvents\":0,\"unpublishedEvents\":4,"), line);
  }

  @Test
  void aBatchWithoutCreationTimesIsNotLate() {
    List<DynamodbStreamRecord> records = system.takeStreamRecords();
    records.forEach(record -> record.getDynamodb().setApproximateCreationDateTime(null));
    system.clock().advance(Duration.ofDays(1));

    assertEquals(Optional.empty(), notify(records));

    assertEquals(2, system.publisher().take().size());
  }

  @Test
  void aUuidThatAddressesManyChannelsReceivesNothing() {
    Map<String, String> state =
        Map.of("pk", "MBR#*", "sk", group, "read_up_to", "2026-11-22T13:07:40.123456+00:00");
    system.log().takeLines();

    assertEquals(Optional.empty(), notify(StreamEvents.inserted("1", state)));

    assertEquals(List.of(), system.publisher().take());
    String line = system.log().takeLine();
    assertTrue(line.contains("\"unpublishedEvents\":1"), line);
  }

  @Test
  void aBatchLogsOneLine() {
    system.log().takeLines();

    notifyNew();

    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"INFO\","), line);
    assertTrue(
        line.contains("\"records\":1,\"oldestRecordAgeMs\":")
            && line.contains("\"publishedEvents\":2,\"unpublishedEvents\":0,\"ms\":0,"),
        line);
    assertFalse(line.contains("\"message\"") || line.contains("hello"), line);
  }

  @Test
  void theKeepAliveEventDoesNothing() {
    assertEquals(Optional.empty(), notify(List.of()));
    assertEquals(List.of(), system.publisher().take());
  }

  private Optional<String> notifyNew() {
    return notify(system.takeStreamRecords());
  }

  private Optional<String> notify(DynamodbStreamRecord... records) {
    return notify(List.of(records));
  }

  private Optional<String> notify(List<DynamodbStreamRecord> records) {
    return system.notifyMembers(StreamEvents.batch(records));
  }

  private void hideFromIndex(String hidden) {
    system
        .rows()
        .intercept((request, table) ->
            request instanceof Request.Query(RowQuery.IndexOfGroup query)
                    && query.groupUuid().equals(hidden)
                ? new RowPage<>(List.of(), Optional.empty())
                : table.get());
  }

  private static String sequenceNumber(List<DynamodbStreamRecord> records, String group) {
    return records.stream()
        .filter(record -> strings(record).get("pk").endsWith(group))
        .findFirst()
        .orElseThrow()
        .getDynamodb()
        .getSequenceNumber();
  }

  private static Map<String, String> strings(DynamodbStreamRecord record) {
    Map<String, String> strings = new HashMap<>();
    record.getDynamodb().getNewImage().forEach((name, value) -> strings.put(name, value.getS()));
    return strings;
  }

  private static String channel(SampleUser user) {
    return "/members/" + user.uuid();
  }

  private static List<Published> byChannel(Published... requests) {
    return List.of(requests).stream().sorted(Comparator.comparing(Published::channel)).toList();
  }
}
