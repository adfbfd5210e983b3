package cruddur.messaging.port.row;

/**
 * The conversation of two users, so that they have but one.
 *
 * @param users the two, in the key's order
 * @param groupUuid their conversation
 */
public record Pair(RowKey.OfPair users, String groupUuid) implements Row {

  @Override
  public RowKey.OfPair key() {
    return users;
  }
}
