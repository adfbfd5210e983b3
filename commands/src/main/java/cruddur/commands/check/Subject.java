package cruddur.commands.check;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Pair;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.UserProfile;
import java.util.List;

/** What is looked at on its own: a row, or all messages of a group. */
sealed interface Subject {

  /**
   * A group, by its messages.
   *
   * @param newest of those whose time can be read
   * @param senders who has written, each once; of more than three only three
   */
  record Conversation(Message newest, List<UserProfile> senders) implements Subject {

    String groupUuid() {
      return newest.groupUuid();
    }
  }

  /** A message that stands at no time. */
  record Misdated(Message message) implements Subject {}

  /** A member's row of a group. */
  record ListedGroup(MessageGroup row) implements Subject {}

  /** Two users' row. */
  record Paired(Pair row) implements Subject {}

  /** A profile under a sign-in. */
  record SignIn(SignInProfile row) implements Subject {}

  /** A row that holds not what its key says. */
  record Unreadable(String key, String reason) implements Subject {}
}
