package cruddur.commands.check.scan;

import cruddur.commands.check.issue.KeyText;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.List;

/** An item of a check: a row, or all messages of a group. */
public sealed interface CheckItem {

  /** The key to report if the item cannot be checked. */
  String key();

  /** An item of one row that can be read. */
  sealed interface ReadableRow extends CheckItem {

    Row row();

    @Override
    default String key() {
      return KeyText.of(row().key());
    }
  }

  /**
   * A message group.
   *
   * @param newest the newest message with a readable timestamp
   * @param senders the distinct senders, at most three
   */
  record Group(Message newest, List<UserProfile> senders) implements CheckItem {

    public String groupUuid() {
      return newest.groupUuid();
    }

    @Override
    public String key() {
      return MessagesTable.messagesOf(groupUuid());
    }
  }

  /** A message with a malformed timestamp. */
  record MalformedMessage(Message row) implements ReadableRow {}

  /** A message or group row whose time is ahead of the clock. */
  record Ahead(RowKey<?> row, Timestamp time) implements CheckItem {

    @Override
    public String key() {
      return KeyText.of(row);
    }
  }

  /** A row that is no group row and is in the index of group rows. */
  record InIndex(String key) implements CheckItem {}

  /** A member's row of a group. */
  record GroupRow(MessageGroup row) implements ReadableRow {}

  /** The row of two users. */
  record PairRow(Pair row) implements ReadableRow {}

  /** A profile by its sign-in. */
  record SignIn(SignInProfile row) implements ReadableRow {}

  /** A member's read state of a group, whatever its markers contain. */
  record ReadStateRow(StoredReadState row) implements CheckItem {

    @Override
    public String key() {
      return KeyText.of(row.key());
    }
  }

  /** A row that cannot be read, or that belongs to another key. */
  record Unreadable(String key, String reason) implements CheckItem {}
}
