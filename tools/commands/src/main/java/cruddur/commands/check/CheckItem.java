package cruddur.commands.check;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;

/** An item of a check: a row, or all messages of a group. */
sealed interface CheckItem {

  /**
   * A message group.
   *
   * @param newest the newest message with a readable timestamp
   * @param senders the distinct senders, at most three
   */
  record Group(Message newest, List<UserProfile> senders) implements CheckItem {

    String groupUuid() {
      return newest.groupUuid();
    }
  }

  /** A message with a malformed timestamp. */
  record MalformedMessage(Message message) implements CheckItem {}

  /** A member's row of a group. */
  record GroupRow(MessageGroup row) implements CheckItem {}

  /** The row of two users. */
  record PairRow(Pair row) implements CheckItem {}

  /** A profile by its sign-in. */
  record SignIn(SignInProfile row) implements CheckItem {}

  /** A row that cannot be read, or that belongs to another key. */
  record Unreadable(String key, String reason) implements CheckItem {}
}
