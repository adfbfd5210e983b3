package cruddur.messaging.port.row;

/**
 * A message.
 *
 * @param createdAt the sort key, unique within the group
 * @param sender the sender with the names they had at that time
 * @param text 1 to 1024 code points if this service wrote it
 */
public record Message(
    String uuid, String groupUuid, Timestamp createdAt, UserProfile sender, String text)
    implements Row {

  @Override
  public RowKey.OfMessage key() {
    return new RowKey.OfMessage(groupUuid, createdAt.text());
  }

  /** The same message with another creation time. */
  public Message at(Timestamp newCreatedAt) {
    return new Message(uuid, groupUuid, newCreatedAt, sender, text);
  }
}
