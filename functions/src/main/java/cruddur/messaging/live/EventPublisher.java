package cruddur.messaging.live;

import java.util.List;
import java.util.Optional;

/** The port to the service that delivers events to subscribers. */
@FunctionalInterface
public interface EventPublisher {

  /** The events of one request, at most. */
  int MAX_EVENTS = 5;

  /**
   * The bytes of all events of one request, at most. AppSync allows 240 KB, and quoting JSON in
   * JSON at most doubles it.
   */
  int MAX_EVENT_BYTES = 100_000;

  /**
   * What became of a request.
   *
   * @param accepted how many of its events were accepted
   * @param failure why the others were not, without anything of their content
   */
  record Outcome(int accepted, Optional<String> failure) {}

  /**
   * Publishes events to a channel, in order. Waits for a few seconds at most, and throws nothing.
   *
   * @param events JSON, up to {@link #MAX_EVENTS} with up to {@link #MAX_EVENT_BYTES} bytes
   */
  Outcome publish(String channel, List<String> events);
}
