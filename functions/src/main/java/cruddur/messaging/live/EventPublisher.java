package cruddur.messaging.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to the service that delivers events to subscribers. */
@FunctionalInterface
public interface EventPublisher {

  /** The events of one request, at most. */
  int MAX_EVENTS = 5;

  /**
   * The bytes of one event, at most. AppSync allows 240 KB, and a string of JSON can be twice as
   * long as its content.
   */
  int MAX_EVENT_BYTES = 100_000;

  /**
   * The bytes of all events of one request, at most. AppSync documents no such limit, so that of an
   * event applies.
   */
  int MAX_REQUEST_BYTES = MAX_EVENT_BYTES;

  /** The longest time that a publish request takes, with all of its attempts. */
  Duration MAX_DURATION = Duration.ofSeconds(6);

  /** Publishes nothing. */
  EventPublisher NONE =
      (_, _) -> new PublishResult(0, Optional.of("no service delivers live events"));

  /**
   * Publishes events to a channel, in order. Returns within {@link #MAX_DURATION}. Never throws.
   *
   * @param events JSON, up to {@link #MAX_EVENTS} with up to {@link #MAX_REQUEST_BYTES} bytes
   */
  PublishResult publish(String channel, List<String> events);

  /** Prepares the first request before a SnapStart snapshot. Sends nothing. */
  default void prime() {}
}
