package cruddur.store.dynamodb.item;

import static cruddur.store.dynamodb.item.MessagesTable.CREATED_AT;
import static cruddur.store.dynamodb.item.MessagesTable.EMAIL_DIGEST;
import static cruddur.store.dynamodb.item.MessagesTable.EXPIRES_AT;
import static cruddur.store.dynamodb.item.MessagesTable.GROUP_UUID;
import static cruddur.store.dynamodb.item.MessagesTable.LAST_MESSAGE_AT;
import static cruddur.store.dynamodb.item.MessagesTable.MESSAGE;
import static cruddur.store.dynamodb.item.MessagesTable.MESSAGE_GROUP_UUID;
import static cruddur.store.dynamodb.item.MessagesTable.MESSAGE_USER_UUID;
import static cruddur.store.dynamodb.item.MessagesTable.MESSAGE_UUID;
import static cruddur.store.dynamodb.item.MessagesTable.OWNER;
import static cruddur.store.dynamodb.item.MessagesTable.PK;
import static cruddur.store.dynamodb.item.MessagesTable.REQUEST_DIGEST;
import static cruddur.store.dynamodb.item.MessagesTable.SK;
import static cruddur.store.dynamodb.item.MessagesTable.USER_DISPLAY_NAME;
import static cruddur.store.dynamodb.item.MessagesTable.USER_HANDLE;
import static cruddur.store.dynamodb.item.MessagesTable.USER_UUID;

import cruddur.messaging.port.row.EmailReservation;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRow;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.port.row.UsageWindows;
import cruddur.messaging.port.row.UserProfile;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts rows to items and back. See docs/design.md, "The table", and for a new attribute
 * CONTRIBUTING.md, "Add an attribute".
 */
public final class RowItems {

  /**
   * The size of all attribute names and values in UTF-8. A group row exceeds it only if a handle of
   * Cruddur's Flask app is so long that no readable text would fit.
   */
  private static final int WRITE_UNIT_BYTES = 1024;

  private static final int MIN_TEXT_BYTES = 80;

  private RowItems() {}

  public static Map<String, AttributeValue> toItem(Row row) {
    return switch (row) {
      case Message message -> toItem(message);
      case MessageGroup group -> toItem(group);
      case SignInProfile signIn -> profileItem(signIn.key(), signIn.profile()).item();
      case HandleRow.Owned owned -> profileItem(owned.key(), owned.profile()).item();
      case HandleRow.Reserved reserved -> toItem(reserved);
      case EmailReservation reservation -> toItem(reservation);
      case Pair pair -> new ItemWriter(pair.key()).string(GROUP_UUID, pair.groupUuid()).item();
      case IdempotencyRecord idempotency -> toItem(idempotency);
      case UsageWindows usage -> UsageItems.toItem(usage);
      case ReadState state -> ReadStateItems.toItem(state);
      case UnreadableRow unreadable -> throw unreadable.cause();
    };
  }

  /** Throws {@link UnreadableRowException} for an unknown type of key or a malformed attribute. */
  public static Row toRow(Map<String, AttributeValue> attributes) {
    ItemReader item = new ItemReader(attributes);
    String pk = item.optionalString(PK).orElse(null);
    String sk = item.optionalString(SK).orElse(null);
    return switch (MessagesTable.key(pk, sk)) {
      case RowKey.OfMessage key -> message(key, item);
      case RowKey.OfMessageGroup key -> messageGroup(key, item);
      case RowKey.OfSignIn key -> new SignInProfile(key.sub(), profile(item));
      case RowKey.OfHandle key -> handleRow(key, item);
      case RowKey.OfEmail key -> emailReservation(key, item);
      case RowKey.OfPair key -> new Pair(key, item.identifier(GROUP_UUID));
      case RowKey.OfIdempotencyRecord key -> idempotencyRecord(key, item);
      case RowKey.OfUsageWindows key -> UsageItems.toRow(key, attributes);
      case RowKey.OfReadState key -> ReadStateItems.toRow(key, attributes);
    };
  }

  /**
   * Reads a row that should be of this type.
   *
   * @throws UnreadableRowException also if it is of another type
   */
  public static <R extends Row> R toRow(Map<String, AttributeValue> attributes, Class<R> type) {
    Row row = toRow(attributes);
    if (!type.isInstance(row)) {
      throw new UnreadableRowException(
          PK,
          "The row %s is not a %s, but was found among those rows. See the table in template.yaml."
              .formatted(MessagesTable.text(row.key()), type.getSimpleName()));
    }
    return type.cast(row);
  }

  /**
   * Reads a row of a list, which clients are shown with its time.
   *
   * @throws UnreadableRowException also if a timestamp has none of the forms that are read
   */
  public static <R extends Row> R toTimedRow(
      Map<String, AttributeValue> attributes, Class<R> type) {
    R row = toRow(attributes, type);
    switch (row) {
      case Message message -> requireReadable(SK, message.createdAt(), message);
      case MessageGroup group -> {
        requireReadable(SK, group.sortKey(), group);
        requireReadable(LAST_MESSAGE_AT, group.lastMessageAt(), group);
      }
      default -> {}
    }
    return row;
  }

  private static void requireReadable(String attribute, Timestamp timestamp, Row row) {
    if (!timestamp.isReadable()) {
      throw new UnreadableRowException(
          attribute,
          "The row %s has in %s no timestamp of a known form. Find out who wrote it."
              .formatted(MessagesTable.text(row.key()), attribute));
    }
  }

  /** Reads the row that exists at a key, malformed or not. */
  public static Row toRowOrUnreadable(RowKey<?> key, Map<String, AttributeValue> attributes) {
    try {
      return toRow(attributes);
    } catch (UnreadableRowException e) {
      return new UnreadableRow(key, e);
    }
  }

  /** Then the item has no {@code last_message_at}. */
  public static boolean isSortedByLastMessage(MessageGroup group) {
    return group.lastMessageAt().text().equals(group.sortKey().text());
  }

  private static Map<String, AttributeValue> toItem(Message message) {
    return profileItem(message.key(), message.sender())
        .string(MESSAGE_UUID, message.uuid())
        .string(MESSAGE, message.text())
        .item();
  }

  private static Map<String, AttributeValue> toItem(MessageGroup group) {
    ItemWriter item =
        profileItem(group.key(), group.other())
            .string(MESSAGE_GROUP_UUID, group.uuid())
            .string(MESSAGE, "");
    group.last().senderUuid().ifPresent(sender -> item.string(MESSAGE_USER_UUID, sender));
    if (!isSortedByLastMessage(group)) {
      item.string(LAST_MESSAGE_AT, group.lastMessageAt().text());
    }
    int maxTextBytes = Math.max(MIN_TEXT_BYTES, WRITE_UNIT_BYTES - sizeOfStrings(item.item()));
    return item.string(MESSAGE, Utf8.truncate(group.lastText(), maxTextBytes)).item();
  }

  private static Map<String, AttributeValue> toItem(HandleRow.Reserved reserved) {
    ItemWriter item =
        new ItemWriter(reserved.key())
            .string(OWNER, reserved.owner())
            .epochSecond(EXPIRES_AT, reserved.expiresAt());
    reserved.emailDigest().ifPresent(digest -> item.string(EMAIL_DIGEST, digest));
    return item.item();
  }

  private static Map<String, AttributeValue> toItem(EmailReservation reservation) {
    return new ItemWriter(reservation.key())
        .string(USER_HANDLE, reservation.handle())
        .epochSecond(EXPIRES_AT, reservation.expiresAt())
        .item();
  }

  private static Map<String, AttributeValue> toItem(IdempotencyRecord idempotency) {
    return profileItem(idempotency.key(), idempotency.sender())
        .string(REQUEST_DIGEST, idempotency.requestDigest())
        .string(MESSAGE_UUID, idempotency.messageUuid())
        .string(GROUP_UUID, idempotency.groupUuid())
        .string(CREATED_AT, idempotency.createdAt().text())
        .epochSecond(EXPIRES_AT, idempotency.expiresAt())
        .item();
  }

  private static ItemWriter profileItem(RowKey<?> key, UserProfile profile) {
    return new ItemWriter(key)
        .string(USER_UUID, profile.uuid())
        .string(USER_HANDLE, profile.handle())
        .string(USER_DISPLAY_NAME, profile.displayName());
  }

  private static int sizeOfStrings(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(
            attribute -> Utf8.length(attribute.getKey()) + Utf8.length(attribute.getValue().s()))
        .sum();
  }

  private static Message message(RowKey.OfMessage key, ItemReader item) {
    return new Message(
        item.identifier(MESSAGE_UUID),
        key.groupUuid(),
        Timestamp.stored(key.createdAt()),
        profile(item),
        item.string(MESSAGE));
  }

  private static MessageGroup messageGroup(RowKey.OfMessageGroup key, ItemReader item) {
    Timestamp sortKey = Timestamp.stored(key.sortKey());
    return new MessageGroup(
        item.identifier(MESSAGE_GROUP_UUID),
        key.memberUuid(),
        profile(item),
        new LastMessage(
            item.optionalString(LAST_MESSAGE_AT).map(Timestamp::stored).orElse(sortKey),
            item.optionalString(MESSAGE_USER_UUID),
            item.string(MESSAGE)),
        sortKey);
  }

  private static HandleRow handleRow(RowKey.OfHandle key, ItemReader item) {
    return item.optionalString(OWNER)
        .<HandleRow>map(owner ->
            new HandleRow.Reserved(
                key.handle(),
                owner,
                item.optionalString(EMAIL_DIGEST),
                item.epochSecond(EXPIRES_AT)))
        .orElseGet(() -> new HandleRow.Owned(profile(item)));
  }

  private static EmailReservation emailReservation(RowKey.OfEmail key, ItemReader item) {
    return new EmailReservation(
        key.emailDigest(), item.identifier(USER_HANDLE), item.epochSecond(EXPIRES_AT));
  }

  private static IdempotencyRecord idempotencyRecord(
      RowKey.OfIdempotencyRecord key, ItemReader item) {
    return new IdempotencyRecord(
        key,
        item.identifier(REQUEST_DIGEST),
        item.identifier(MESSAGE_UUID),
        item.identifier(GROUP_UUID),
        createdAt(key, item),
        profile(item),
        item.epochSecond(EXPIRES_AT));
  }

  private static Timestamp createdAt(RowKey.OfIdempotencyRecord key, ItemReader item) {
    Timestamp createdAt = Timestamp.stored(item.string(CREATED_AT));
    if (!createdAt.isReadable()) {
      throw new UnreadableRowException(
          CREATED_AT,
          "The row %s has in %s no timestamp of a known form. Delete it."
              .formatted(MessagesTable.text(key), CREATED_AT));
    }
    return createdAt;
  }

  private static UserProfile profile(ItemReader item) {
    return new UserProfile(
        item.identifier(USER_UUID), item.string(USER_HANDLE), item.string(USER_DISPLAY_NAME));
  }
}
