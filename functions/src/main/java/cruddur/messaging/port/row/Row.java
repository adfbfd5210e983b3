package cruddur.messaging.port.row;

/** A row of the table. */
public sealed interface Row
    permits Message,
        MessageGroup,
        SignInProfile,
        HandleRow,
        EmailReservation,
        Pair,
        IdempotencyRecord,
        UsageWindows,
        ReadState,
        UnreadableRow {

  RowKey<? extends Row> key();
}
