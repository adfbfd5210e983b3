package cruddur.messaging.live;

/** The text of events, as clients receive it. */
@FunctionalInterface
public interface LiveEventFormat {

  /** JSON of up to {@link EventPublisher#MAX_EVENT_BYTES} bytes. */
  String json(LiveEvent event);
}
