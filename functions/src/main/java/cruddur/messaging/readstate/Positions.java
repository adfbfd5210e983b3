package cruddur.messaging.readstate;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Times of messages, as clients name them in changes of read states. */
final class Positions {

  /** Tolerated clock skew between instances. */
  private static final Duration MAX_AHEAD = Duration.ofSeconds(60);

  private Positions() {}

  /**
   * Parses the {@code up_to} of a request.
   *
   * @throws RequestRefusedException if it is missing or blank, has another form than {@code
   *     created_at}, or is too far in the future
   */
  static Timestamp of(TextInput upTo, Instant now) {
    return switch (upTo) {
      case TextInput.Absent() -> throw new RequestRefusedException(ErrorCode.UP_TO_BLANK);
      case TextInput.Text(String text) when text.isBlank() ->
          throw new RequestRefusedException(ErrorCode.UP_TO_BLANK);
      case TextInput.Text(String text) -> parse(text, now);
      case TextInput.NotText() -> throw new RequestRefusedException(ErrorCode.UP_TO_INVALID);
    };
  }

  private static Timestamp parse(String text, Instant now) {
    Timestamp position = Timestamp.stored(text);
    if (!position.isCanonical() || position.instant().isAfter(now.plus(MAX_AHEAD))) {
      throw new RequestRefusedException(ErrorCode.UP_TO_INVALID);
    }
    return position;
  }
}
