package cruddur.store.dynamodb;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.RowKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names of the table's attributes, and how its keys are written and read. The table itself is
 * defined in {@code template.yaml}.
 */
public final class MessagesTable {

  /** Partition key, string: a prefix for the type of row, and whose it is. */
  public static final String PK = "pk";

  /** Sort key, string: of messages and group rows a timestamp, of the others a constant. */
  public static final String SK = "sk";

  /**
   * String, uuid of a conversation. Group rows alone carry it: whatever does lands in the index.
   */
  public static final String MESSAGE_GROUP_UUID = "message_group_uuid";

  /**
   * The index of group rows, on {@link #MESSAGE_GROUP_UUID} and {@link #SK}, with all attributes.
   */
  public static final String MESSAGE_GROUP_INDEX = "message-group-sk-index";

  /** String, uuid of a message. */
  public static final String MESSAGE_UUID = "message_uuid";

  /** String, the text of a message; in group rows that of the last, perhaps cut. */
  public static final String MESSAGE = "message";

  /** String, uuid of a message's sender, of the other member of a group, or of a profile's user. */
  public static final String USER_UUID = "user_uuid";

  /** String, the handle of that user, without the {@code @}. */
  public static final String USER_HANDLE = "user_handle";

  /** String, the name of that user as people read it. */
  public static final String USER_DISPLAY_NAME = "user_display_name";

  /** String, when the last message of a group was created; absent where that is the sort key. */
  public static final String LAST_MESSAGE_AT = "last_message_at";

  /**
   * String, uuid of a pair's conversation. Not {@link #MESSAGE_GROUP_UUID}, which belongs to the
   * index.
   */
  public static final String GROUP_UUID = "group_uuid";

  /** String, base64url: SHA-256 of a request with an idempotency key. */
  public static final String REQUEST_DIGEST = "request_digest";

  /** String, when the message that answered such a request was created. */
  public static final String CREATED_AT = "created_at";

  /** String, the user name in the user pool of who has reserved a handle. */
  public static final String OWNER = "owner";

  /**
   * Number, seconds since 1970 in UTC: the row is void from then on, and deleted some time after.
   */
  public static final String EXPIRES_AT = "expires_at";

  /**
   * Number, in rows of recent use: how many uses in the window that began then; the name goes on
   * with seconds since 1970 in UTC.
   */
  private static final String USES = "uses_";

  /** Number, milliseconds, in rows of recent use: what was owed then; named likewise. */
  private static final String OWED = "owed_";

  private static final String MESSAGE_PREFIX = "MSG#";
  private static final String MESSAGE_GROUP_PREFIX = "GRP#";
  private static final String SIGN_IN_PREFIX = "SUB#";
  private static final String HANDLE_PREFIX = "HDL#";
  private static final String PAIR_PREFIX = "DUO#";
  private static final String SENT_PREFIX = "KEY#";
  private static final String RECENT_USE_PREFIX = "LIM#";
  private static final int PREFIX_LENGTH = 4;
  private static final char SEPARATOR = '#';
  private static final String PROFILE = "PROFILE";
  private static final String PAIR = "DUO";
  private static final String SENT = "KEY";
  private static final String RECENT_USE = "LIM";

  private MessagesTable() {}

  /** The partition of a group's messages. */
  public static String messagesOf(String groupUuid) {
    return MESSAGE_PREFIX + groupUuid;
  }

  /** The partition of a member's group rows. */
  public static String groupsOf(String memberUuid) {
    return MESSAGE_GROUP_PREFIX + memberUuid;
  }

  /** The partition that a key stands in. */
  public static String pk(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage message -> messagesOf(message.groupUuid());
      case RowKey.OfMessageGroup group -> groupsOf(group.memberUuid());
      case RowKey.OfSignIn signIn -> SIGN_IN_PREFIX + signIn.sub();
      case RowKey.OfHandle handle -> HANDLE_PREFIX + handle.handle();
      case RowKey.OfPair pair -> PAIR_PREFIX + pair.lowerUuid() + SEPARATOR + pair.higherUuid();
      case RowKey.OfIdempotencyRecord sent ->
          SENT_PREFIX + sent.senderUuid() + SEPARATOR + sent.idempotencyKey();
      case RowKey.OfUsageWindows use -> RECENT_USE_PREFIX + use.limit() + SEPARATOR + use.caller();
    };
  }

  static String sk(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage message -> message.createdAt();
      case RowKey.OfMessageGroup group -> group.lastMessageAt();
      case RowKey.OfSignIn _, RowKey.OfHandle _ -> PROFILE;
      case RowKey.OfPair _ -> PAIR;
      case RowKey.OfIdempotencyRecord _ -> SENT;
      case RowKey.OfUsageWindows _ -> RECENT_USE;
    };
  }

  /** The attributes of a primary key. */
  public static Map<String, AttributeValue> primaryKey(RowKey<?> key) {
    return primaryKey(pk(key), sk(key));
  }

  static Map<String, AttributeValue> primaryKey(String pk, String sk) {
    return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
  }

  /** The attributes by which the index knows a row of this group. */
  static Map<String, AttributeValue> indexKey(String groupUuid, RowKey.OfMessageGroup key) {
    return Map.of(
        MESSAGE_GROUP_UUID, AttributeValue.fromS(groupUuid),
        SK, AttributeValue.fromS(sk(key)),
        PK, AttributeValue.fromS(pk(key)));
  }

  /** The attribute that counts the uses of a window. */
  static String uses(Instant window) {
    return USES + window.getEpochSecond();
  }

  /** The attribute that says what was owed at a moment. */
  static String owed(Instant moment) {
    return OWED + moment.getEpochSecond();
  }

  /** The window whose uses an attribute of this name counts; empty for another attribute. */
  static Optional<Instant> windowOfUses(String name) {
    return moment(USES, name);
  }

  /** When that was owed which an attribute of this name says; empty for another attribute. */
  static Optional<Instant> momentOfOwed(String name) {
    return moment(OWED, name);
  }

  private static Optional<Instant> moment(String prefix, String name) {
    return name.startsWith(prefix)
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(name.substring(prefix.length()))))
        : Optional.empty();
  }

  static boolean isKey(String name) {
    return name.equals(PK) || name.equals(SK);
  }

  /** Whether these are attributes of a message, by their partition key. */
  static boolean isMessage(Map<String, AttributeValue> attributes) {
    return attributes.containsKey(PK) && attributes.get(PK).s().startsWith(MESSAGE_PREFIX);
  }

  /**
   * The key that is stored so.
   *
   * @throws UnreadableRowException if no type of row has such a key
   */
  public static RowKey<?> key(String pk, String sk) {
    if (pk == null || sk == null || pk.length() < PREFIX_LENGTH) {
      throw unknownKey(pk, sk);
    }
    String whose = pk.substring(PREFIX_LENGTH);
    return switch (pk.substring(0, PREFIX_LENGTH)) {
      case MESSAGE_PREFIX -> new RowKey.OfMessage(whose, sk);
      case MESSAGE_GROUP_PREFIX -> new RowKey.OfMessageGroup(whose, sk);
      case SIGN_IN_PREFIX -> new RowKey.OfSignIn(whose);
      case HANDLE_PREFIX -> new RowKey.OfHandle(whose);
      case PAIR_PREFIX -> keyOfTwo(pk, sk, RowKey.OfPair::new);
      case SENT_PREFIX -> keyOfTwo(pk, sk, RowKey.OfIdempotencyRecord::new);
      case RECENT_USE_PREFIX -> keyOfTwo(pk, sk, RowKey.OfUsageWindows::new);
      default -> throw unknownKey(pk, sk);
    };
  }

  /** What is before the separator, and what is behind it, which may hold others. */
  private static RowKey<?> keyOfTwo(
      String pk, String sk, BiFunction<String, String, RowKey<?>> type) {
    int separator = pk.indexOf(SEPARATOR, PREFIX_LENGTH);
    if (separator < 0) {
      throw unknownKey(pk, sk);
    }
    return type.apply(pk.substring(PREFIX_LENGTH, separator), pk.substring(separator + 1));
  }

  private static UnreadableRowException unknownKey(String pk, String sk) {
    return new UnreadableRowException(
        PK,
        "No type of row has the key pk=%s sk=%s. See the table in template.yaml."
            .formatted(pk, sk));
  }
}
