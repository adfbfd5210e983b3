package cruddur.conversation.rows;

/** One put of a transaction. */
public record ConditionalPut(Row row, PutCondition condition) {}
