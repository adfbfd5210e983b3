package cruddur.messaging.port.row;

/** The primary key of a row of type {@code R}. */
public sealed interface RowKey<R extends Row> {

  record OfMessage(String groupUuid, String createdAt) implements RowKey<Message> {}

  record OfMessageGroup(String memberUuid, String sortKey) implements RowKey<MessageGroup> {}

  record OfSignIn(String sub) implements RowKey<SignInProfile> {}

  /** The handle is in lower case. */
  record OfHandle(String handle) implements RowKey<HandleRow> {}

  record OfEmail(String emailDigest) implements RowKey<EmailReservation> {}

  /** The lower uuid comes first. */
  record OfPair(String lowerUuid, String higherUuid) implements RowKey<Pair> {

    public static OfPair of(String oneUuid, String otherUuid) {
      return oneUuid.compareTo(otherUuid) <= 0
          ? new OfPair(oneUuid, otherUuid)
          : new OfPair(otherUuid, oneUuid);
    }
  }

  record OfIdempotencyRecord(String senderUuid, String idempotencyKey)
      implements RowKey<IdempotencyRecord> {}

  /** The caller is a user's uuid, or the digest of a network. */
  record OfUsageWindows(String limit, String caller) implements RowKey<UsageWindows> {}

  record OfReadState(String memberUuid, String groupUuid) implements RowKey<ReadState> {}
}
