package cruddur.messaging.port.row;

/**
 * The primary key of a row.
 *
 * @param <R> the type of row that can stand there
 */
public sealed interface RowKey<R extends Row> {

  /** A message of a group, by the moment it was created. */
  record OfMessage(String groupUuid, String createdAt) implements RowKey<Message> {}

  /** A member's row of one of his groups, by the moment of its last message. */
  record OfMessageGroup(String memberUuid, String lastMessageAt) implements RowKey<MessageGroup> {}

  /** The profile of whoever signs in as this subject of the user pool. */
  record OfSignIn(String sub) implements RowKey<SignInProfile> {}

  /** Whoever has, or has reserved, this handle; in lower case. */
  record OfHandle(String handle) implements RowKey<HandleRow> {}

  /** The one conversation of two users; the lower uuid first. */
  record OfPair(String lowerUuid, String higherUuid) implements RowKey<Pair> {

    /** The key of two users, in whichever order they are given. */
    public static OfPair of(String oneUuid, String otherUuid) {
      return oneUuid.compareTo(otherUuid) <= 0
          ? new OfPair(oneUuid, otherUuid)
          : new OfPair(otherUuid, oneUuid);
    }
  }

  /** What a sender has sent with an idempotency key; keys of two senders never meet. */
  record OfIdempotencyRecord(String senderUuid, String idempotencyKey)
      implements RowKey<IdempotencyRecord> {}

  /** What a caller has lately used of what is limited; a caller is a user's uuid, or a digest. */
  record OfUsageWindows(String limit, String caller) implements RowKey<UsageWindows> {}
}
