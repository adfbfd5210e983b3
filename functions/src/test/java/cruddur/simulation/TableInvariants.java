package cruddur.simulation;

import static java.util.stream.Collectors.groupingBy;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.MessageUuids;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The invariants of the table: after each write, and after everything is delivered. */
final class TableInvariants {

  private record Membership(String memberUuid, String groupUuid) {}

  private static final Comparator<Message> BY_TIME = Comparator.comparing(Message::createdAt);

  private final MemoryRows table;
  private final PostLedger ledger;
  private final IdempotencyInvariants idempotency;
  private final Map<RowKey<?>, Message> messages = new HashMap<>();
  private final Map<Membership, Timestamp> newestShown = new LinkedHashMap<>();

  TableInvariants(MemoryRows table, PostLedger ledger) {
    this.table = table;
    this.ledger = ledger;
    this.idempotency = new IdempotencyInvariants(table, ledger);
  }

  /**
   * No message is changed or deleted, every member keeps a row of their group, and rows only move
   * forward in time.
   */
  void checkAfterEachWrite() {
    Map<RowKey<?>, Message> current = new HashMap<>();
    rows(Message.class).forEach(message -> current.put(message.key(), message));
    messages.forEach((key, message) ->
        require(
            message.equals(current.get(key)),
            "a message was changed or lost: '" + message.text() + "'"));
    messages.putAll(current);

    Map<Membership, Timestamp> shown = new LinkedHashMap<>();
    for (MessageGroup row : rows(MessageGroup.class).toList()) {
      shown.merge(membership(row), row.lastMessageAt(), TableInvariants::later);
      // If one member has a row, the other must have one too.
      newestShown.putIfAbsent(new Membership(row.other().uuid(), row.uuid()), Timestamp.stored(""));
      newestShown.putIfAbsent(membership(row), Timestamp.stored(""));
    }
    newestShown.forEach((membership, before) -> {
      Timestamp now = shown.get(membership);
      require(now != null, "a member has no row of their group: " + describe(membership));
      require(!before.isAfter(now), "a row moved back in time: " + describe(membership));
    });
    newestShown.putAll(shown);
  }

  /**
   * Every record is processed: each row shows the newest message, and every acknowledged message
   * exists.
   */
  void checkAfterDelivery() {
    everyMemberHasOneRowShowingTheNewestMessage();
    everyPairHasOneConversation();
    everyPostIsWrittenOnce();
    idempotency.check();
  }

  /** The members' rows show the messages of these records, or newer ones. */
  void requireProcessed(Stream<StreamRecord> records) {
    Map<String, Message> newest = new LinkedHashMap<>();
    records
        .map(StreamRecord::content)
        .filter(Content.Inserted.class::isInstance)
        .map(content -> ((Content.Inserted) content).message())
        .forEach(
            message -> newest.merge(message.groupUuid(), message, BinaryOperator.maxBy(BY_TIME)));
    if (newest.isEmpty()) {
      return;
    }
    Map<Membership, Timestamp> shown = new HashMap<>();
    rows(MessageGroup.class)
        .filter(row -> newest.containsKey(row.uuid()))
        .forEach(row -> shown.merge(membership(row), row.lastMessageAt(), TableInvariants::later));
    shown.forEach((membership, at) ->
        require(
            !newest.get(membership.groupUuid()).createdAt().isAfter(at),
            "a record was left unprocessed: " + describe(membership)));
  }

  private void everyMemberHasOneRowShowingTheNewestMessage() {
    Map<String, List<Message>> messagesOf =
        rows(Message.class).collect(groupingBy(Message::groupUuid));
    Map<Membership, List<MessageGroup>> rowsOf =
        rows(MessageGroup.class).collect(groupingBy(TableInvariants::membership));
    rowsOf.forEach((membership, rows) -> {
      Message newest = messagesOf.get(membership.groupUuid()).stream().max(BY_TIME).orElseThrow();
      require(
          rows.size() == 1, "a member has several rows of a group: " + TraceFormatter.rows(rows));
      MessageGroup row = rows.getFirst();
      require(
          row.lastText().equals(newest.text())
              && row.lastMessageAt().instant().equals(newest.createdAt().instant()),
          "a row does not show the newest message, '"
              + newest.text()
              + "': "
              + TraceFormatter.rows(rows));
      require(
          row.last().senderUuid().equals(Optional.of(newest.sender().uuid())),
          "a row names another sender of its message: " + TraceFormatter.rows(rows));
    });
    messagesOf.forEach((group, sent) ->
        sent.forEach(message ->
            require(
                rowsOf.containsKey(new Membership(message.sender().uuid(), group)),
                "a non-member has posted: '" + message.text() + "'")));
  }

  private void everyPairHasOneConversation() {
    Map<RowKey.OfPair, Set<String>> groupsOf = new HashMap<>();
    rows(MessageGroup.class)
        .forEach(row ->
            groupsOf
                .computeIfAbsent(
                    RowKey.OfPair.of(row.memberUuid(), row.other().uuid()), pair -> new HashSet<>())
                .add(row.uuid()));
    rows(Pair.class)
        .forEach(pair ->
            groupsOf.computeIfAbsent(pair.users(), none -> new HashSet<>()).add(pair.groupUuid()));
    for (String started : ledger.groupsStarted()) {
      require(
          rows(Pair.class).anyMatch(pair -> pair.groupUuid().equals(started)),
          "a started conversation has no pair row: " + started);
    }
    groupsOf.forEach((pair, groups) ->
        require(groups.size() == 1, "two users have several conversations: " + groups));
  }

  private void everyPostIsWrittenOnce() {
    Map<String, List<Message>> byText = rows(Message.class).collect(groupingBy(Message::text));
    byText.forEach((text, sent) ->
        require(
            sent.size() == 1 || ledger.keyOf(text).isPresent(),
            "one post became several messages: '" + text + "'"));
    for (PostLedger.Acknowledged acknowledged : ledger.posts()) {
      Message message = acknowledged.message();
      List<Message> sent = byText.getOrDefault(message.text(), List.of());
      require(!sent.isEmpty(), "an acknowledged message is missing: '" + message.text() + "'");
      require(
          sent.contains(message) && message.sender().equals(acknowledged.post().sender()),
          "a message differs from its acknowledgement: '" + message.text() + "'");
      require(
          MessageUuids.createdAt(message.uuid()).equals(Optional.of(message.createdAt())),
          "the uuid of a message contains another time: '" + message.text() + "'");
    }
  }

  private <R extends Row> Stream<R> rows(Class<R> type) {
    return table.allRows().stream().filter(type::isInstance).map(type::cast);
  }

  private static Membership membership(MessageGroup row) {
    return new Membership(row.memberUuid(), row.uuid());
  }

  private static Timestamp later(Timestamp one, Timestamp other) {
    return one.isAfter(other) ? one : other;
  }

  private static String describe(Membership membership) {
    return SimulatedUuids.shortened(membership.memberUuid())
        + " in "
        + SimulatedUuids.shortened(membership.groupUuid());
  }

  private static void require(boolean holds, String violation) {
    if (!holds) {
      throw new InvariantViolation(violation);
    }
  }
}
