package cruddur.messaging.port.row;

/**
 * A message.
 *
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

  public Message at(Timestamp newCreatedAt) {
    return new Message(uuid, groupUuid, newCreatedAt, sender, text);
  }
}
