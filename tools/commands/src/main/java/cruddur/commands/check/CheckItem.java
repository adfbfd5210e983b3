package cruddur.commands.check;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;

/** What is looked at on its own: a row, or all messages of a group. */
sealed interface CheckItem {

  /**
   * A group, by its messages.
   *
   * @param newest of those whose time can be read
   * @param senders who has written, each once; of more than three only three
   */
  record Conversation(Message newest, List<UserProfile> senders) implements CheckItem {

    String groupUuid() {
      return newest.groupUuid();
    }
  }

  /** A message that stands at no time. */
  record Misdated(Message message) implements CheckItem {}

  /** A member's row of a group. */
  record ListedGroup(MessageGroup row) implements CheckItem {}

  /** Two users' row. */
  record Paired(Pair row) implements CheckItem {}

  /** A profile under a sign-in. */
  record SignIn(SignInProfile row) implements CheckItem {}

  /** A row that holds not what its key says. */
  record Unreadable(String key, String reason) implements CheckItem {}
}
