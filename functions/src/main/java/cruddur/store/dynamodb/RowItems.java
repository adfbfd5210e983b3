package cruddur.store.dynamodb;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UsageWindows;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows as items of the table, and back. Messages and group rows are byte for byte what the source's
 * tools write.
 */
public final class RowItems {

  /**
   * One write unit. An item's size is that of its attribute names and values in UTF-8, says the
   * developer guide ("DynamoDB item sizes and formats"). A group row is written four times a
   * message, so it never takes two units.
   */
  private static final int WRITE_UNIT_BYTES = 1024;

  private RowItems() {}

  static Map<String, AttributeValue> toItem(Row row) {
    return switch (row) {
      case Message message -> toItem(message);
      case MessageGroup group -> toItem(group);
      case SignInProfile signIn -> profileItem(signIn.key(), signIn.profile());
      case HandleRow.Owned owned -> profileItem(owned.key(), owned.profile());
      case HandleRow.Reserved reserved -> toItem(reserved);
      case Pair pair -> itemAt(pair.key()).groupUuid(pair.groupUuid()).build().attributes();
      case IdempotencyRecord sent -> toItem(sent);
      case UsageWindows use -> UsageItems.toItem(use);
    };
  }

  /**
   * The row that an item holds; its key says which type.
   *
   * @throws UnreadableRowException if its key is no row's, or an attribute is missing
   */
  public static Row toRow(Map<String, AttributeValue> attributes) {
    TableItem item = TableItem.of(attributes);
    return switch (MessagesTable.key(item.pk(), item.sk())) {
      case RowKey.OfMessage key -> message(key, item);
      case RowKey.OfMessageGroup key -> messageGroup(key, item);
      case RowKey.OfSignIn key -> new SignInProfile(key.sub(), profile(item));
      case RowKey.OfHandle key when item.owner() != null -> reservation(key, item);
      case RowKey.OfHandle _ -> new HandleRow.Owned(profile(item));
      case RowKey.OfPair key ->
          new Pair(key, required(item.groupUuid(), MessagesTable.GROUP_UUID, item));
      case RowKey.OfIdempotencyRecord key -> sentMessage(key, item);
      case RowKey.OfUsageWindows key -> UsageItems.toRow(key, attributes);
    };
  }

  /**
   * Whether the sort key tells when the last message was created, so that no attribute needs to.
   */
  static boolean standsAtItsLastMessage(MessageGroup group) {
    return group.lastMessageAt().text().equals(group.sortKey().text());
  }

  private static Map<String, AttributeValue> toItem(Message message) {
    return withProfile(itemAt(message.key()), message.sender())
        .messageUuid(message.uuid())
        .message(message.text())
        .build()
        .attributes();
  }

  private static Map<String, AttributeValue> toItem(MessageGroup group) {
    TableItem.Builder item =
        withProfile(itemAt(group.key()), group.other()).messageGroupUuid(group.uuid());
    if (!standsAtItsLastMessage(group)) {
      item.lastMessageAt(group.lastMessageAt().text());
    }
    int roomForText = WRITE_UNIT_BYTES - sizeOfStrings(item.message("").build().attributes());
    return item.message(Utf8.truncate(group.lastText(), roomForText)).build().attributes();
  }

  private static Map<String, AttributeValue> toItem(HandleRow.Reserved reserved) {
    return itemAt(reserved.key())
        .owner(reserved.owner())
        .expiresAt(reserved.expiresAt().getEpochSecond())
        .build()
        .attributes();
  }

  private static Map<String, AttributeValue> toItem(IdempotencyRecord sent) {
    return withProfile(itemAt(sent.key()), sent.sender())
        .requestDigest(sent.requestDigest())
        .messageUuid(sent.messageUuid())
        .groupUuid(sent.groupUuid())
        .createdAt(sent.createdAt().text())
        .expiresAt(sent.expiresAt().getEpochSecond())
        .build()
        .attributes();
  }

  private static Map<String, AttributeValue> profileItem(RowKey<?> key, UserProfile profile) {
    return withProfile(itemAt(key), profile).build().attributes();
  }

  private static TableItem.Builder itemAt(RowKey<?> key) {
    return new TableItem.Builder().pk(MessagesTable.pk(key)).sk(MessagesTable.sk(key));
  }

  private static TableItem.Builder withProfile(TableItem.Builder item, UserProfile profile) {
    return item.userUuid(profile.uuid())
        .userHandle(profile.handle())
        .userDisplayName(profile.displayName());
  }

  private static int sizeOfStrings(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(
            attribute -> Utf8.length(attribute.getKey()) + Utf8.length(attribute.getValue().s()))
        .sum();
  }

  private static Message message(RowKey.OfMessage key, TableItem item) {
    return new Message(
        required(item.messageUuid(), MessagesTable.MESSAGE_UUID, item),
        key.groupUuid(),
        Timestamp.stored(key.createdAt()),
        profile(item),
        required(item.message(), MessagesTable.MESSAGE, item));
  }

  private static MessageGroup messageGroup(RowKey.OfMessageGroup key, TableItem item) {
    Timestamp sortKey = Timestamp.stored(key.lastMessageAt());
    return new MessageGroup(
        required(item.messageGroupUuid(), MessagesTable.MESSAGE_GROUP_UUID, item),
        key.memberUuid(),
        profile(item),
        required(item.message(), MessagesTable.MESSAGE, item),
        sortKey,
        item.lastMessageAt() == null ? sortKey : Timestamp.stored(item.lastMessageAt()));
  }

  private static HandleRow.Reserved reservation(RowKey.OfHandle key, TableItem item) {
    return new HandleRow.Reserved(key.handle(), item.owner(), expiresAt(item));
  }

  private static IdempotencyRecord sentMessage(RowKey.OfIdempotencyRecord key, TableItem item) {
    return new IdempotencyRecord(
        key,
        required(item.requestDigest(), MessagesTable.REQUEST_DIGEST, item),
        required(item.messageUuid(), MessagesTable.MESSAGE_UUID, item),
        required(item.groupUuid(), MessagesTable.GROUP_UUID, item),
        Timestamp.stored(required(item.createdAt(), MessagesTable.CREATED_AT, item)),
        profile(item),
        expiresAt(item));
  }

  private static Instant expiresAt(TableItem item) {
    return Instant.ofEpochSecond(required(item.expiresAt(), MessagesTable.EXPIRES_AT, item));
  }

  private static UserProfile profile(TableItem item) {
    return new UserProfile(
        required(item.userUuid(), MessagesTable.USER_UUID, item),
        required(item.userHandle(), MessagesTable.USER_HANDLE, item),
        required(item.userDisplayName(), MessagesTable.USER_DISPLAY_NAME, item));
  }

  private static <T> T required(T value, String attribute, TableItem item) {
    if (value == null) {
      throw new UnreadableRowException(
          attribute,
          "The row pk=%s sk=%s has no attribute %s. Add it, or delete the row."
              .formatted(item.pk(), item.sk(), attribute));
    }
    return value;
  }
}
