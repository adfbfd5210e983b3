package cruddur.messaging.readstate;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.row.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Times of messages, as clients name them in changes of read states. */
final class Positions {

  /** The clock of the instance that wrote a message may be ahead. */
  private static final Duration MAX_AHEAD = Duration.ofSeconds(60);

  private Positions() {}

  /** Refuses every form but the one of {@code created_at}, and times in the future. */
  static Timestamp parse(String text, Instant now) {
    Timestamp position = Timestamp.stored(text);
    if (!position.isCanonical() || position.instant().isAfter(now.plus(MAX_AHEAD))) {
      throw new RequestRefusedException(ErrorCode.UP_TO_INVALID);
    }
    return position;
  }
}
