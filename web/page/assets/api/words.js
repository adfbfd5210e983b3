/** Errors of the API in words for the user. */

const TEXT_OF_CODE = {
  message_blank: "it has no visible characters",
  message_exceed_max_chars_1024: "it is longer than 1024 characters",
  message_invalid: "it contains an incomplete character",
  message_group_not_found: "this conversation is not one of yours",
  user_reciever_handle_unknown: "nobody has this handle",
  user_reciever_handle_own: "it is addressed to yourself",
  user_profile_missing: "your account is not set up yet; sign out and in again",
  body_too_large: "it is too long",
  mark_rate_exceeded: "too many changes in a short time",
  up_to_blank: "it has no messages",
  up_to_invalid: "the clock of the service is behind its messages",
};

const TEXT_OF_STATUS = {
  0: "there is no connection",
  401: "your session has ended",
  403: "you are not allowed to",
  404: "it no longer exists",
  429: "too many requests in a short time",
};

/** Returns the reason as the rest of a sentence: `Not sent: ${reason(error)}.` */
export function reason(error) {
  const known = (error.codes ?? []).map((code) => TEXT_OF_CODE[code]).filter(Boolean);
  if (known.length > 0) {
    return known.join(", and ");
  }
  if (error.status === undefined) {
    return "something went wrong on this page";
  }
  return TEXT_OF_STATUS[error.status] ?? (error.status >= 500 ? "the service is not available" : "the service refused it");
}
