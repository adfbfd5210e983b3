package cruddur.messaging.port.row;

/** The message group of two users, who never have more than one. */
public record Pair(RowKey.OfPair users, String groupUuid) implements Row {

  @Override
  public RowKey.OfPair key() {
    return users;
  }
}
