package cruddur.messaging.port.row;

/**
 * A malformed row that takes the key of another. It is never put.
 *
 * @param cause what is wrong with it
 */
public record UnreadableRow(RowKey<? extends Row> key, UnreadableRowException cause)
    implements Row {}
