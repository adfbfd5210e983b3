package cruddur.local.live;

/** How events reach subscribers. */
@FunctionalInterface
public interface EventDelivery {

  /** Each event once, and in order. */
  EventDelivery RELIABLE = FrameSink::send;

  /** Delivers the frame of an event to a subscriber. */
  void deliver(FrameSink subscriber, String frame);
}
