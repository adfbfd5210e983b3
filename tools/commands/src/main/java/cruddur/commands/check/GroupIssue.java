package cruddur.commands.check;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Collection;

/** A group whose rows are not one for each member, showing the newest message. */
public sealed interface GroupIssue extends Issue {

  /** A member's list shows a group more than once. */
  record SeveralRows(String memberUuid, String groupUuid, int rows) implements GroupIssue {

    @Override
    public String code() {
      return "several-rows";
    }

    @Override
    public String key() {
      return MessagesTable.groupsOf(memberUuid);
    }

    @Override
    public String what() {
      return "%d rows of group %s, and not one".formatted(rows, groupUuid);
    }
  }

  /** A member's row does not show the newest message. */
  record StaleRow(MessageGroup row, Message newest) implements GroupIssue {

    @Override
    public String code() {
      return "stale-row";
    }

    @Override
    public String key() {
      return KeyText.of(row.key());
    }

    @Override
    public String what() {
      int age = row.lastMessageAt().instant().compareTo(newest.createdAt().instant());
      String shown =
          age < 0
              ? "it shows an older message than"
              : age == 0 ? "it shows another text than" : "it shows a message that is not there:";
      return "%s the newest of group %s, of %s"
          .formatted(shown, row.uuid(), newest.createdAt().canonical());
    }
  }

  /** The other member's row names a member whose list does not show the group. */
  record MemberWithoutRow(String memberUuid, String groupUuid) implements GroupIssue {

    @Override
    public String code() {
      return "member-without-row";
    }

    @Override
    public String key() {
      return MessagesTable.groupsOf(memberUuid);
    }

    @Override
    public String what() {
      return "no row of group %s, whose member it is".formatted(groupUuid);
    }
  }

  /** There are messages, and nobody's list shows them. */
  record GroupWithoutRows(String groupUuid) implements GroupIssue {

    @Override
    public String code() {
      return "group-without-rows";
    }

    @Override
    public String key() {
      return MessagesTable.messagesOf(groupUuid);
    }

    @Override
    public String what() {
      return "no member has a row of this group";
    }
  }

  /** A list shows a group that has no message. */
  record GroupWithoutMessages(MessageGroup row) implements GroupIssue {

    @Override
    public String code() {
      return "group-without-messages";
    }

    @Override
    public String key() {
      return KeyText.of(row.key());
    }

    @Override
    public String what() {
      return "it is of group %s, which has no message".formatted(row.uuid());
    }
  }

  /** The rows of a group name more than two members. */
  record TooManyMembers(String groupUuid, Collection<String> members) implements GroupIssue {

    @Override
    public String code() {
      return "too-many-members";
    }

    @Override
    public String key() {
      return MessagesTable.messagesOf(groupUuid);
    }

    @Override
    public String what() {
      return "its rows name %d members: %s".formatted(members.size(), String.join(", ", members));
    }
  }
}
