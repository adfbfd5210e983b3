package cruddur.messaging.port.row;

/** A marker of a {@link ReadState}: a time up to which something holds for all messages. */
public enum Marker {
  READ,
  HIDDEN,
  CLEARED
}
