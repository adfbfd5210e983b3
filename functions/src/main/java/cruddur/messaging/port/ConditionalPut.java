package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;

/** One put of a transaction. */
public record ConditionalPut(Row row, PutCondition condition) {}
