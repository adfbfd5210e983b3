package cruddur.messaging.limits;

import java.time.Duration;

/**
 * What is limited: so many uses in a burst, and one more each interval after.
 *
 * <p>Messages have Signal's figures: {@code MESSAGES} among the {@code RateLimiters} of
 * signalapp/Signal-Server is 60, and one a second. The others are tighter: nobody starts
 * conversations as fast as he talks, and a page that looks a handle up while it is typed pauses
 * between two.
 */
public enum Limit {
  /** Messages of a sender, those that start a conversation among them. */
  MESSAGES("messages", 60, Duration.ofSeconds(1)),
  /** Conversations that a user starts. */
  CONVERSATIONS("conversations", 20, Duration.ofSeconds(10)),
  /** Users looked up from one source address, by anybody. */
  LOOKUPS("lookups", 40, Duration.ofSeconds(2));

  private final String label;
  private final Duration interval;
  private final Duration capacity;

  Limit(String label, int burst, Duration interval) {
    this.label = label;
    this.interval = interval;
    this.capacity = interval.multipliedBy(burst);
  }

  /** Its name in the keys of rows. */
  public String label() {
    return label;
  }

  /** How long one use takes to be forgotten. */
  Duration interval() {
    return interval;
  }

  /** How long a whole burst takes to be forgotten. */
  Duration capacity() {
    return capacity;
  }

  /** The time over which a row adds uses up: a twelfth of a burst's, whole seconds. */
  Duration window() {
    return Duration.ofSeconds(capacity.toSeconds() / 12);
  }
}
