package cruddur.simulation;

import static java.util.stream.Collectors.groupingBy;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold, of the table alone: after each write, and when all has been delivered. */
final class Invariants {

  private record Membership(String memberUuid, String groupUuid) {}

  private final MemoryRows table;
  private final Ledger ledger;
  private final KeyInvariants ofKeys;
  private final Map<RowKey<?>, Message> messages = new HashMap<>();
  private final Map<Membership, Timestamp> newestShown = new LinkedHashMap<>();

  Invariants(MemoryRows table, Ledger ledger) {
    this.table = table;
    this.ledger = ledger;
    this.ofKeys = new KeyInvariants(table, ledger);
  }

  /**
   * No message changes or goes, no member is without a row of his group, and rows only move forward
   * in time.
   */
  void holdAfterEachWrite() {
    Map<RowKey<?>, Message> standing = new HashMap<>();
    rows(Message.class).forEach(message -> standing.put(message.key(), message));
    messages.forEach((key, message) ->
        require(
            message.equals(standing.get(key)),
            "a message was changed or lost: '" + message.text() + "'"));
    messages.putAll(standing);

    Map<Membership, Timestamp> shown = new LinkedHashMap<>();
    for (MessageGroup row : rows(MessageGroup.class).toList()) {
      shown.merge(membership(row), row.lastMessageAt(), Invariants::later);
      // One member's row promises the other's.
      newestShown.putIfAbsent(new Membership(row.other().uuid(), row.uuid()), Timestamp.stored(""));
      newestShown.putIfAbsent(membership(row), Timestamp.stored(""));
    }
    newestShown.forEach((membership, before) -> {
      Timestamp now = shown.get(membership);
      require(now != null, "a member has no row of his group: " + readable(membership));
      require(!before.isAfter(now), "a row moved back in time: " + readable(membership));
    });
    newestShown.putAll(shown);
  }

  /**
   * Every record has been dealt with: the rows are where they belong, and everything that was
   * promised is there.
   */
  void holdWhenAllIsDelivered() {
    everyMemberHasOneRowShowingTheNewestMessage();
    everyPairHasOneConversation();
    everyPostIsThereOnce();
    ofKeys.hold();
  }

  private void everyMemberHasOneRowShowingTheNewestMessage() {
    Map<String, List<Message>> messagesOf =
        rows(Message.class).collect(groupingBy(Message::groupUuid));
    Map<Membership, List<MessageGroup>> rowsOf =
        rows(MessageGroup.class).collect(groupingBy(Invariants::membership));
    rowsOf.forEach((membership, rows) -> {
      Message newest =
          messagesOf.get(membership.groupUuid()).stream()
              .max(Comparator.comparing(Message::createdAt))
              .orElseThrow();
      require(rows.size() == 1, "a member has several rows of a group: " + Rendering.rows(rows));
      MessageGroup row = rows.getFirst();
      require(
          row.lastText().equals(newest.text()) && row.lastMessageAt().equals(newest.createdAt()),
          "a row does not show the newest message, '"
              + newest.text()
              + "': "
              + Rendering.rows(rows));
    });
    messagesOf.forEach((group, sent) ->
        sent.forEach(message ->
            require(
                rowsOf.containsKey(new Membership(message.sender().uuid(), group)),
                "somebody who is no member has posted: '" + message.text() + "'")));
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
          "a conversation was started and its pair is not known: " + started);
    }
    groupsOf.forEach((pair, groups) ->
        require(groups.size() == 1, "two users have several conversations: " + groups));
  }

  private void everyPostIsThereOnce() {
    Map<String, List<Message>> byText = rows(Message.class).collect(groupingBy(Message::text));
    byText.forEach((text, sent) ->
        require(
            sent.size() == 1 || ledger.keyOf(text).isPresent(),
            "one post became several messages: '" + text + "'"));
    for (Ledger.Acknowledged acknowledged : ledger.posts()) {
      Message told = acknowledged.told();
      List<Message> sent = byText.getOrDefault(told.text(), List.of());
      require(!sent.isEmpty(), "an acknowledged message is missing: '" + told.text() + "'");
      require(
          sent.contains(told) && told.sender().equals(acknowledged.post().sender()),
          "a message is not what was acknowledged: '" + told.text() + "'");
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

  private static String readable(Membership membership) {
    return SimulatedUuids.shortened(membership.memberUuid())
        + " in "
        + SimulatedUuids.shortened(membership.groupUuid());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new BrokenInvariant(otherwise);
    }
  }
}
