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

  /**
   * A message that has not been written, at the next microsecond. A uuid that does not contain the
   * time, such as that of a legacy message, is kept.
   */
  public Message atNextMicrosecond() {
    Timestamp next = createdAt.next();
    boolean containsTime = MessageUuids.createdAt(uuid).filter(createdAt::equals).isPresent();
    String nextUuid = containsTime ? MessageUuids.at(next, uuid) : uuid;
    return new Message(nextUuid, groupUuid, next, sender, text);
  }

  /** The same message with another form of its timestamp. */
  public Message at(Timestamp newCreatedAt) {
    return new Message(uuid, groupUuid, newCreatedAt, sender, text);
  }
}
