package cruddur.messaging.limits;

import java.time.Duration;

/** A limit: the number of uses in a burst, and the interval for each further use. */
public enum Limit {
  /** Includes messages that start a conversation. */
  MESSAGES("messages", 60, Duration.ofSeconds(1)),
  CONVERSATIONS("conversations", 20, Duration.ofSeconds(10)),
  /** Lookups of users: per network, and for refused posts to a handle per caller. */
  LOOKUPS("lookups", 40, Duration.ofSeconds(2)),
  /** Changes of read states. Held within each instance, so that a change is one request. */
  MARKS("marks", 120, Duration.ofMillis(500));

  private final String label;
  private final Duration interval;
  private final Duration capacity;

  Limit(String label, int burst, Duration interval) {
    this.label = label;
    this.interval = interval;
    this.capacity = interval.multipliedBy(burst);
  }

  /** The limit's name in the keys of rows. */
  public String label() {
    return label;
  }

  /** The debt of one use. */
  Duration interval() {
    return interval;
  }

  /** The debt of a whole burst. */
  Duration capacity() {
    return capacity;
  }

  /** The length of a window in the usage row: a twelfth of a burst, in whole seconds. */
  Duration window() {
    return Duration.ofSeconds(capacity.toSeconds() / 12);
  }
}
