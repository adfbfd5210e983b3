package cruddur.commands.conversations;

import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.LocalTime;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.reading.UnreadCount;
import cruddur.messaging.reading.UnreadCounter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Describes what the members of a conversation have read. The index shows who they are. */
record MemberStateReport(RowReader rows) {

  /**
   * A line for each member, such as {@code @otter: 3 unread, read up to 2026-11-22 13:07:40}.
   *
   * @param newest the newest message of the conversation
   */
  List<String> lines(Message newest) {
    Map<String, String> names = new TreeMap<>();
    for (MessageGroup row : rows.allReadable(RowQuery.IndexOfGroup.of(newest.groupUuid()))) {
      names.putIfAbsent(row.memberUuid(), row.memberUuid());
      names.put(row.other().uuid(), "@" + row.other().handle());
    }
    return names.entrySet().stream()
        .map(
            member -> line(member.getValue(), stateOf(member.getKey(), newest.groupUuid()), newest))
        .toList();
  }

  /** The line of one member. */
  String line(String name, ReadState state, Message newest) {
    UnreadCount unread = new UnreadCounter(rows).count(LastMessage.of(newest), state);
    Optional<Timestamp> clearedBefore =
        state.clearedUpTo().filter(_ -> !state.hasCleared(newest.createdAt()));
    return DisplayText.oneLine(
        "%s: %s%s%s"
            .formatted(
                name,
                MemberStateText.of(state, newest.createdAt(), unread.count()),
                upTo("read", state.readUpTo()),
                upTo("cleared", clearedBefore)));
  }

  /** The read state of a user; the initial one if there is none, or it cannot be read. */
  ReadState stateOf(String memberUuid, String groupUuid) {
    return rows.getReadable(new RowKey.OfReadState(memberUuid, groupUuid))
        .orElseGet(() -> ReadState.none(memberUuid, groupUuid));
  }

  private static String upTo(String what, Optional<Timestamp> time) {
    return time.map(upTo -> ", %s up to %s".formatted(what, LocalTime.of(upTo))).orElse("");
  }
}
