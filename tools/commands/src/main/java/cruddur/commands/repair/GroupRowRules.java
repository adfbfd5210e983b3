package cruddur.commands.repair;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import java.util.List;

/**
 * Decides whether a member's rows of a group are correct: one row that shows the newest message.
 */
public final class GroupRowRules {

  /** The state of a member's rows of a group. */
  public enum State {
    CORRECT,
    MISSING,
    /** There is more than one row. */
    SEVERAL,
    /** A timestamp of the row is unreadable. */
    MALFORMED,
    /** The row does not show the newest message. */
    STALE
  }

  /** The end of a text that was cut to keep its row within a write unit. */
  private static final String ELLIPSIS = "…";

  private GroupRowRules() {}

  /**
   * Returns the state of a member's rows of a group.
   *
   * @param rows all rows of the member in the group
   */
  public static State stateOf(List<MessageGroup> rows, Message newest) {
    if (rows.size() != 1) {
      return rows.isEmpty() ? State.MISSING : State.SEVERAL;
    }
    MessageGroup row = rows.getFirst();
    if (!row.sortKey().isReadable() || !row.lastMessageAt().isReadable()) {
      return State.MALFORMED;
    }
    return isCorrect(row, newest) ? State.CORRECT : State.STALE;
  }

  /** Whether a row has a readable sort key and shows this message. */
  public static boolean isCorrect(MessageGroup row, Message newest) {
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
        || (shown.endsWith(ELLIPSIS)
            && newest.text().startsWith(shown.substring(0, shown.length() - ELLIPSIS.length())));
  }
}
