package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRowException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attribute names and the key format of the table, which {@code template.yaml} defines. */
public final class MessagesTable {

  /** Partition key, string: a prefix for the type of row, then its owner. */
  public static final String PK = "pk";

  /**
   * Sort key, string: a timestamp for messages and group rows, the uuid of the group for read
   * states, a constant for other rows.
   */
  public static final String SK = "sk";

  /** String, uuid of a group. Only group rows may have it, because it is the key of the index. */
  public static final String MESSAGE_GROUP_UUID = "message_group_uuid";

  /** Index of group rows on {@link #MESSAGE_GROUP_UUID} and {@link #SK}, with all attributes. */
  public static final String MESSAGE_GROUP_INDEX = "message-group-sk-index";

  /** String, uuid of a message. */
  public static final String MESSAGE_UUID = "message_uuid";

  /** String, uuid of the sender of a group's last message; absent in rows of the Flask app. */
  public static final String MESSAGE_USER_UUID = "message_user_uuid";

  /** String, the text of a message; in group rows that of the last message, perhaps truncated. */
  public static final String MESSAGE = "message";

  /** String, uuid of a message's sender, of a group's other member, or of a profile's user. */
  public static final String USER_UUID = "user_uuid";

  /** String, the handle of that user, without the {@code @}. */
  public static final String USER_HANDLE = "user_handle";

  /** String, the display name of that user. */
  public static final String USER_DISPLAY_NAME = "user_display_name";

  /** String, when the last message of a group was created; absent if equal to the sort key. */
  public static final String LAST_MESSAGE_AT = "last_message_at";

  /** String, uuid of a group in rows that must not be in the index. */
  public static final String GROUP_UUID = "group_uuid";

  /** String, base64url: SHA-256 of a request with an idempotency key. */
  public static final String REQUEST_DIGEST = "request_digest";

  /** String, when the message of such a request was created. */
  public static final String CREATED_AT = "created_at";

  /** String, the user name, in the user pool, of the user who reserved a handle. */
  public static final String OWNER = "owner";

  /** String, the digest of the email address of the user who reserved a handle. */
  public static final String EMAIL_DIGEST = "email_digest";

  /** Number, seconds since 1970 in UTC: from then on the row is void; TTL deletes it later. */
  public static final String EXPIRES_AT = "expires_at";

  /** String: the member has seen all messages of the group up to this time. */
  public static final String READ_UP_TO = "read_up_to";

  /** String: the group is not listed until a message after this time arrives. */
  public static final String HIDDEN_UP_TO = "hidden_up_to";

  /** String: messages up to this time are never listed for the member again. */
  public static final String CLEARED_UP_TO = "cleared_up_to";

  /** Number of uses in a window; the start of the window in seconds since 1970 follows. */
  private static final String USES = "uses_";

  /** Number, debt in milliseconds at the start of a window; the start follows likewise. */
  private static final String DEBT = "owed_";

  private static final String MESSAGE_PREFIX = "MSG#";
  private static final String MESSAGE_GROUP_PREFIX = "GRP#";
  private static final String SIGN_IN_PREFIX = "SUB#";
  private static final String HANDLE_PREFIX = "HDL#";
  private static final String EMAIL_PREFIX = "EML#";
  private static final String PAIR_PREFIX = "DUO#";
  private static final String IDEMPOTENCY_PREFIX = "KEY#";
  private static final String USAGE_PREFIX = "LIM#";
  private static final String READ_STATE_PREFIX = "MBR#";
  private static final Set<String> PREFIXES =
      Set.of(
          MESSAGE_PREFIX,
          MESSAGE_GROUP_PREFIX,
          SIGN_IN_PREFIX,
          HANDLE_PREFIX,
          EMAIL_PREFIX,
          PAIR_PREFIX,
          IDEMPOTENCY_PREFIX,
          USAGE_PREFIX,
          READ_STATE_PREFIX);
  private static final int PREFIX_LENGTH = 4;
  private static final char SEPARATOR = '#';
  private static final String PROFILE = "PROFILE";
  private static final String RESERVATION = "RESERVATION";
  private static final String PAIR = "DUO";
  private static final String IDEMPOTENCY = "KEY";
  private static final String USAGE = "LIM";

  /** Seconds since 1970, up to the year 5138. */
  private static final Pattern WINDOW = Pattern.compile("[0-9]{1,11}");

  private MessagesTable() {}

  public static String messagesOf(String groupUuid) {
    return MESSAGE_PREFIX + groupUuid;
  }

  public static String groupsOf(String memberUuid) {
    return MESSAGE_GROUP_PREFIX + memberUuid;
  }

  public static String readStatesOf(String memberUuid) {
    return READ_STATE_PREFIX + memberUuid;
  }

  public static String pk(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage message -> messagesOf(message.groupUuid());
      case RowKey.OfMessageGroup group -> groupsOf(group.memberUuid());
      case RowKey.OfSignIn signIn -> SIGN_IN_PREFIX + signIn.sub();
      case RowKey.OfHandle handle -> HANDLE_PREFIX + handle.handle();
      case RowKey.OfEmail email -> EMAIL_PREFIX + email.emailDigest();
      case RowKey.OfPair pair -> PAIR_PREFIX + pair.lowerUuid() + SEPARATOR + pair.higherUuid();
      case RowKey.OfIdempotencyRecord idempotency ->
          IDEMPOTENCY_PREFIX + idempotency.senderUuid() + SEPARATOR + idempotency.idempotencyKey();
      case RowKey.OfUsageWindows usage -> USAGE_PREFIX + usage.limit() + SEPARATOR + usage.caller();
      case RowKey.OfReadState state -> readStatesOf(state.memberUuid());
    };
  }

  static String sk(RowKey<?> key) {
    return switch (key) {
      case RowKey.OfMessage message -> message.createdAt();
      case RowKey.OfMessageGroup group -> group.sortKey();
      case RowKey.OfSignIn _, RowKey.OfHandle _ -> PROFILE;
      case RowKey.OfEmail _ -> RESERVATION;
      case RowKey.OfPair _ -> PAIR;
      case RowKey.OfIdempotencyRecord _ -> IDEMPOTENCY;
      case RowKey.OfUsageWindows _ -> USAGE;
      case RowKey.OfReadState state -> state.groupUuid();
    };
  }

  public static Map<String, AttributeValue> primaryKey(RowKey<?> key) {
    return primaryKey(pk(key), sk(key));
  }

  public static Map<String, AttributeValue> primaryKey(String pk, String sk) {
    return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
  }

  static String text(RowKey<?> key) {
    return "pk=%s sk=%s".formatted(pk(key), sk(key));
  }

  /** The key of a row in the index, which may have any primary key. */
  public static Map<String, AttributeValue> indexKey(String groupUuid, String pk, String sk) {
    return Map.of(
        MESSAGE_GROUP_UUID, AttributeValue.fromS(groupUuid),
        SK, AttributeValue.fromS(sk),
        PK, AttributeValue.fromS(pk));
  }

  static String usesIn(Instant window) {
    return USES + window.getEpochSecond();
  }

  static String debtAt(Instant window) {
    return DEBT + window.getEpochSecond();
  }

  static Optional<Instant> windowOfUses(String name) {
    return window(USES, name);
  }

  static Optional<Instant> windowOfDebt(String name) {
    return window(DEBT, name);
  }

  private static Optional<Instant> window(String prefix, String name) {
    return Optional.of(name)
        .filter(attribute -> attribute.startsWith(prefix))
        .map(attribute -> attribute.substring(prefix.length()))
        .filter(window -> WINDOW.matcher(window).matches())
        .map(Long::valueOf)
        .map(Instant::ofEpochSecond);
  }

  static boolean isKey(String name) {
    return name.equals(PK) || name.equals(SK);
  }

  /** {@code pk} may be null. */
  static boolean isMessage(String pk) {
    return pk != null && pk.startsWith(MESSAGE_PREFIX);
  }

  /** {@code pk} may be null. */
  static boolean isReadState(String pk) {
    return pk != null && pk.startsWith(READ_STATE_PREFIX);
  }

  /** Whether a partition key is one of a type of row; its sort key may still be of none. */
  public static boolean hasKnownPrefix(String pk) {
    return PREFIXES.stream().anyMatch(pk::startsWith);
  }

  /** Throws {@link UnreadableRowException} if no type of row has such a key. */
  public static RowKey<?> key(String pk, String sk) {
    if (pk == null || sk == null || pk.length() < PREFIX_LENGTH) {
      throw unknownKey(pk, sk);
    }
    RowKey<?> key = keyByPrefix(pk, sk);
    if (!sk(key).equals(sk)) {
      throw unknownKey(pk, sk);
    }
    return key;
  }

  private static RowKey<?> keyByPrefix(String pk, String sk) {
    String owner = pk.substring(PREFIX_LENGTH);
    return switch (pk.substring(0, PREFIX_LENGTH)) {
      case MESSAGE_PREFIX -> new RowKey.OfMessage(owner, sk);
      case MESSAGE_GROUP_PREFIX -> new RowKey.OfMessageGroup(owner, sk);
      case SIGN_IN_PREFIX -> new RowKey.OfSignIn(owner);
      case HANDLE_PREFIX -> new RowKey.OfHandle(owner);
      case EMAIL_PREFIX -> new RowKey.OfEmail(owner);
      case PAIR_PREFIX -> compositeKey(pk, sk, RowKey.OfPair::new);
      case IDEMPOTENCY_PREFIX -> compositeKey(pk, sk, RowKey.OfIdempotencyRecord::new);
      case USAGE_PREFIX -> compositeKey(pk, sk, RowKey.OfUsageWindows::new);
      case READ_STATE_PREFIX -> new RowKey.OfReadState(owner, sk);
      default -> throw unknownKey(pk, sk);
    };
  }

  /** The second part may contain the separator too. */
  private static RowKey<?> compositeKey(
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
