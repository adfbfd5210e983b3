package cruddur.commands.check.issue;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Collection;

/** An issue of a group: each member must have one row, which shows the newest message. */
public sealed interface GroupIssue extends Issue {

  /** A member has more than one row of a group. */
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
    public String description() {
      return "%d rows of group %s instead of one".formatted(rows, groupUuid);
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
    public String description() {
      int age = row.lastMessageAt().instant().compareTo(newest.createdAt().instant());
      String shown =
          age == 0 && row.lastText().isEmpty()
              ? "its names left no room to show"
              : age < 0
                  ? "it shows an older message than"
                  : age == 0
                      ? "it shows another text than"
                      : "it shows a message that does not exist instead of";
      return "%s the newest of group %s, from %s"
          .formatted(shown, row.uuid(), newest.createdAt().canonical());
    }
  }

  /** A member named in the other member's row has no row. */
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
    public String description() {
      return "no row of group %s, of which the user is a member".formatted(groupUuid);
    }
  }

  /** A group with messages and no rows. */
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
    public String description() {
      return "no member has a row of this group";
    }
  }

  /** A row of a group without messages. */
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
    public String description() {
      return "its group %s has no messages".formatted(row.uuid());
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
    public String description() {
      return "its rows name %d members: %s".formatted(members.size(), String.join(", ", members));
    }
  }
}
