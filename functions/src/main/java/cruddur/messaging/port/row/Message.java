package cruddur.messaging.port.row;

/**
 * A message.
 *
 * @param uuid contains {@code createdAt}, except in older messages: see {@link MessageUuids}
 * @param createdAt the sort key, unique within the group
 * @param sender with the names they had at that time
 */
public record Message(
    String uuid, String groupUuid, Timestamp createdAt, UserProfile sender, String text)
    implements Row {

  @Override
  public RowKey.OfMessage key() {
    return new RowKey.OfMessage(groupUuid, createdAt.text());
  }

  /** A message that has not been written, at the next microsecond. */
  public Message atNextMicrosecond() {
    Timestamp next = createdAt.next();
    return new Message(MessageUuids.at(next, uuid), groupUuid, next, sender, text);
  }

  /** The same message with another form of its timestamp. */
  public Message at(Timestamp newCreatedAt) {
    return new Message(uuid, groupUuid, newCreatedAt, sender, text);
  }
}
