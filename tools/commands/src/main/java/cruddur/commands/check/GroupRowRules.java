package cruddur.commands.check;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import java.util.List;
import java.util.Optional;

/** What a member's rows of a group show, and what they should. */
public final class GroupRowRules {

  /** As a text ends that was cut to keep its row within a write unit. */
  private static final String CUT = "…";

  private GroupRowRules() {}

  /** What is wrong about the rows that a member has. */
  public static Optional<Issue> finding(String member, Message newest, List<MessageGroup> own) {
    if (own.isEmpty()) {
      return Optional.of(new GroupIssue.MemberWithoutRow(member, newest.groupUuid()));
    }
    if (own.size() > 1) {
      return Optional.of(new GroupIssue.SeveralRows(member, newest.groupUuid(), own.size()));
    }
    MessageGroup row = own.getFirst();
    if (!row.sortKey().isReadable() || !row.lastMessageAt().isReadable()) {
      return Optional.of(new RowIssue.MalformedTimestamp(row.key()));
    }
    return isRight(row, newest)
        ? Optional.empty()
        : Optional.of(new GroupIssue.StaleRow(row, newest));
  }

  /** Whether a row stands at a time and shows this message. */
  public static boolean isRight(MessageGroup row, Message newest) {
    return row.sortKey().isReadable()
        && row.lastMessageAt().instant().equals(newest.createdAt().instant())
        && isTextOf(newest, row.lastText());
  }

  /** Whether a row shows a message that is newer than this one. */
  public static boolean isAhead(MessageGroup row, Message newest) {
    return row.lastMessageAt().instant().isAfter(newest.createdAt().instant());
  }

  private static boolean isTextOf(Message newest, String shown) {
    return shown.equals(newest.text())
        || (shown.endsWith(CUT)
            && newest.text().startsWith(shown.substring(0, shown.length() - CUT.length())));
  }
}
