package cruddur.messaging.port.row;

/**
 * A row of the table, as the rules see it. Attribute names and key prefixes are the store's
 * business.
 */
public sealed interface Row
    permits Message, MessageGroup, SignInProfile, HandleRow, Pair, IdempotencyRecord, UsageWindows {

  /** Where the row stands. */
  RowKey<? extends Row> key();
}
