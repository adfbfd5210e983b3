package cruddur.simulation;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the table says about a member's group at one instant.
 *
 * @param messages all of the group
 * @param rows those of the member for this group: two while it is moved
 */
record MemberView(
    String memberUuid, List<Message> messages, Set<MessageGroup> rows, ReadState state) {

  static MemberView of(MemoryRows table, String memberUuid, String groupUuid) {
    List<Message> messages =
        rows(table, Message.class)
            .filter(message -> message.groupUuid().equals(groupUuid))
            .toList();
    Set<MessageGroup> rows =
        rows(table, MessageGroup.class)
            .filter(row -> row.memberUuid().equals(memberUuid) && row.uuid().equals(groupUuid))
            .collect(Collectors.toSet());
    ReadState state =
        table
            .get(new RowKey.OfReadState(memberUuid, groupUuid))
            .orElseGet(() -> ReadState.none(memberUuid, groupUuid));
    return new MemberView(memberUuid, messages, rows, state);
  }

  /** The time of the newest message that the rows show. */
  Timestamp lastShown() {
    return rows.stream()
        .map(MessageGroup::lastMessageAt)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The time of the newest message that is not unread: read, cleared or the member's own. */
  Optional<Instant> newestSeen() {
    Stream<Timestamp> own =
        messages.stream()
            .filter(message -> message.sender().uuid().equals(memberUuid))
            .map(Message::createdAt);
    return Stream.concat(own, state.seenUpTo().stream())
        .map(Timestamp::instant)
        .max(Comparator.naturalOrder());
  }

  /** How many messages of others are newer than a time, and not newer than another. */
  int countOfOthers(Optional<Instant> after, Timestamp upTo) {
    return (int)
        messages.stream()
            .filter(message -> !message.sender().uuid().equals(memberUuid))
            .map(message -> message.createdAt().instant())
            .filter(at -> after.isEmpty() || at.isAfter(after.get()))
            .filter(at -> !at.isAfter(upTo.instant()))
            .count();
  }

  private static <R> Stream<R> rows(MemoryRows table, Class<R> type) {
    return table.allRows().stream().filter(type::isInstance).map(type::cast);
  }
}
