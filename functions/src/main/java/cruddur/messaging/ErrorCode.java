package cruddur.messaging;

/** Why a request is refused, by the code that clients know it by. */
public enum ErrorCode {
  /** The body is no JSON object. */
  BODY_NOT_JSON_OBJECT("body_not_json_object"),
  /** The body is larger than any message can be. */
  BODY_TOO_LARGE("body_too_large"),
  /** The page size is no whole number from 1 to 100. */
  LIMIT_INVALID("limit_invalid"),
  /** The cursor was not made by this list, or was changed on the way. */
  CURSOR_INVALID("cursor_invalid"),

  MESSAGE_BLANK("message_blank"),
  MESSAGE_TOO_LONG("message_exceed_max_chars_1024"),
  /** The message is no text: a number, a list, or half a character. */
  MESSAGE_INVALID("message_invalid"),
  MESSAGE_GROUP_BLANK("message_group_uuid_blank"),
  MESSAGE_GROUP_INVALID("message_group_uuid_invalid"),
  /** There is no such group, or the caller is no member of it: the same response. */
  MESSAGE_GROUP_NOT_FOUND("message_group_not_found"),
  // "reciever": so spelt by the source, and known to its clients.
  RECEIVER_BLANK("user_reciever_handle_blank"),
  RECEIVER_INVALID("user_reciever_handle_invalid"),
  RECEIVER_UNKNOWN("user_reciever_handle_unknown"),
  /** A conversation with oneself. */
  RECEIVER_IS_SENDER("user_reciever_handle_own"),
  USER_NOT_FOUND("user_not_found"),

  /** Too many messages of one sender. */
  MESSAGE_RATE_EXCEEDED("message_rate_exceeded"),
  /** Too many conversations started by one user. */
  MESSAGE_GROUP_RATE_EXCEEDED("message_group_rate_exceeded"),
  /** Too many users looked up from one network. */
  USER_RATE_EXCEEDED("user_rate_exceeded"),
  /** The idempotency key is not 1 to 64 visible ASCII characters. */
  IDEMPOTENCY_KEY_INVALID("idempotency_key_invalid"),
  /** The caller has sent something else with this key, less than a day ago. */
  IDEMPOTENCY_KEY_REUSED("idempotency_key_reused"),

  /** The token is good, but no access token. */
  ACCESS_TOKEN_REQUIRED("access_token_required"),
  /** The caller has signed in and has no profile yet. */
  PROFILE_MISSING("user_profile_missing");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  /** The code as it stands in a response. */
  public String code() {
    return code;
  }
}
