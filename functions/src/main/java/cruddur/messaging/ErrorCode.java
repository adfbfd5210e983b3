package cruddur.messaging;

/** Why a request is refused, with the code that clients receive. */
public enum ErrorCode {
  BODY_NOT_JSON_OBJECT("body_not_json_object"),
  BODY_TOO_LARGE("body_too_large"),
  LIMIT_INVALID("limit_invalid"),
  HIDDEN_INVALID("hidden_invalid"),
  CURSOR_INVALID("cursor_invalid"),

  MESSAGE_BLANK("message_blank"),
  MESSAGE_TOO_LONG("message_exceed_max_chars_1024"),
  MESSAGE_INVALID("message_invalid"),
  MESSAGE_GROUP_BLANK("message_group_uuid_blank"),
  MESSAGE_GROUP_INVALID("message_group_uuid_invalid"),
  /** The group does not exist or the caller is not a member; clients cannot tell which. */
  MESSAGE_GROUP_NOT_FOUND("message_group_not_found"),
  // "reciever": Cruddur's Flask app spells it so, and its clients know this spelling.
  RECEIVER_BLANK("user_reciever_handle_blank"),
  RECEIVER_INVALID("user_reciever_handle_invalid"),
  RECEIVER_UNKNOWN("user_reciever_handle_unknown"),
  RECEIVER_IS_SENDER("user_reciever_handle_own"),
  USER_NOT_FOUND("user_not_found"),
  UP_TO_BLANK("up_to_blank"),
  /** Not a timestamp of the one form, or in the future. */
  UP_TO_INVALID("up_to_invalid"),

  MESSAGE_RATE_EXCEEDED("message_rate_exceeded"),
  MESSAGE_GROUP_RATE_EXCEEDED("message_group_rate_exceeded"),
  USER_RATE_EXCEEDED("user_rate_exceeded"),
  MARK_RATE_EXCEEDED("mark_rate_exceeded"),
  /** The idempotency key is not 1 to 64 visible ASCII characters. */
  IDEMPOTENCY_KEY_INVALID("idempotency_key_invalid"),
  /** The caller sent a different request with this key, less than a day ago. */
  IDEMPOTENCY_KEY_REUSED("idempotency_key_reused"),

  ACCESS_TOKEN_REQUIRED("access_token_required"),
  PROFILE_MISSING("user_profile_missing");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
