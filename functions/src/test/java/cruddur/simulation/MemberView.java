package cruddur.simulation;

import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the table says about a member's group at one instant.
 *
 * @param messages all of the group
 * @param lastShown the time of the newest message that the member's rows show; empty without a row
 */
record MemberView(
    String memberUuid, List<Message> messages, Optional<Timestamp> lastShown, ReadState state) {

  static MemberView of(MemoryRows table, String memberUuid, String groupUuid) {
    List<Message> messages =
        rows(table, Message.class)
            .filter(message -> message.groupUuid().equals(groupUuid))
            .toList();
    Optional<Timestamp> lastShown =
        rows(table, MessageGroup.class)
            .filter(row -> row.memberUuid().equals(memberUuid) && row.uuid().equals(groupUuid))
            .map(MessageGroup::lastMessageAt)
            .max(Comparator.naturalOrder());
    ReadState state =
        table
            .get(new RowKey.OfReadState(memberUuid, groupUuid))
            .orElseGet(() -> ReadState.none(memberUuid, groupUuid));
    return new MemberView(memberUuid, messages, lastShown, state);
  }

  /** The time of the newest message that is not unread: read, cleared or the member's own. */
  Optional<Timestamp> newestSeen() {
    Stream<Timestamp> own =
        messages.stream()
            .filter(message -> message.sender().uuid().equals(memberUuid))
            .map(Message::createdAt);
    return Stream.concat(own, state.seenUpTo().stream()).max(Comparator.naturalOrder());
  }

  /** How many messages of others are newer than a time, and not newer than another. */
  int countOfOthers(Optional<Timestamp> after, Optional<Timestamp> upTo) {
    return (int)
        messages.stream()
            .filter(message -> !message.sender().uuid().equals(memberUuid))
            .map(Message::createdAt)
            .filter(at -> after.isEmpty() || at.isAfter(after.get()))
            .filter(at -> upTo.isEmpty() || !at.isAfter(upTo.get()))
            .count();
  }

  private static <R> Stream<R> rows(MemoryRows table, Class<R> type) {
    return table.allRows().stream().filter(type::isInstance).map(type::cast);
  }
}
