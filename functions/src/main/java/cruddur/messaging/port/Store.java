package cruddur.messaging.port;

/** Everything that a function needs of the table. */
public record Store(Rows rows, UsageCounter usageCounter) {}
