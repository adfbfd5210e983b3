package cruddur.messaging.port.row;

/**
 * The primary key of a row.
 *
 * @param <R> the type of the row
 */
public sealed interface RowKey<R extends Row> {

  /** A message of a group. */
  record OfMessage(String groupUuid, String createdAt) implements RowKey<Message> {}

  /** A member's row of a group. */
  record OfMessageGroup(String memberUuid, String lastMessageAt) implements RowKey<MessageGroup> {}

  /** The profile of a subject of the user pool. */
  record OfSignIn(String sub) implements RowKey<SignInProfile> {}

  /** The owner or reservation of a handle, which is in lower case. */
  record OfHandle(String handle) implements RowKey<HandleRow> {}

  /** The message group of two users; the lower uuid comes first. */
  record OfPair(String lowerUuid, String higherUuid) implements RowKey<Pair> {

    /** The key of two users in any order. */
    public static OfPair of(String oneUuid, String otherUuid) {
      return oneUuid.compareTo(otherUuid) <= 0
          ? new OfPair(oneUuid, otherUuid)
          : new OfPair(otherUuid, oneUuid);
    }
  }

  /** A sender's idempotency key; the same key of another sender is another row. */
  record OfIdempotencyRecord(String senderUuid, String idempotencyKey)
      implements RowKey<IdempotencyRecord> {}

  /** The usage of a caller under a limit; a caller is a user's uuid, or a digest. */
  record OfUsageWindows(String limit, String caller) implements RowKey<UsageWindows> {}
}
