package cruddur.messaging.port.row;

/**
 * One message.
 *
 * @param uuid the message's own
 * @param groupUuid the conversation it belongs to
 * @param createdAt when; its sort key, and so unique within the group
 * @param sender who wrote it, named as he was named then
 * @param text 1 to 1024 code points when we wrote it
 */
public record Message(
    String uuid, String groupUuid, Timestamp createdAt, UserProfile sender, String text)
    implements Row {

  @Override
  public RowKey.OfMessage key() {
    return new RowKey.OfMessage(groupUuid, createdAt.text());
  }

  /** The same message at another moment. */
  public Message at(Timestamp moment) {
    return new Message(uuid, groupUuid, moment, sender, text);
  }
}
