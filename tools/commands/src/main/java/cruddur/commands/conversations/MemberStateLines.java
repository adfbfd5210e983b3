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
import cruddur.messaging.reading.UnreadCount;
import cruddur.messaging.reading.UnreadCounter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each member of a conversation has read. The index shows who the members are. */
record MemberStateLines(RowReader rows) {

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
        .map(member -> "%s: %s".formatted(member.getValue(), state(member.getKey(), newest)))
        .map(DisplayText::oneLine)
        .toList();
  }

  private String state(String memberUuid, Message newest) {
    String group = newest.groupUuid();
    ReadState stored =
        rows.getReadable(new RowKey.OfReadState(memberUuid, group))
            .orElseGet(() -> ReadState.none(memberUuid, group));
    UnreadCount unread = new UnreadCounter(rows).count(LastMessage.of(newest), stored);
    return MemberState.of(stored, newest.createdAt(), unread.count())
        + stored.readUpTo().map(upTo -> ", read up to " + LocalTime.of(upTo)).orElse("");
  }
}
