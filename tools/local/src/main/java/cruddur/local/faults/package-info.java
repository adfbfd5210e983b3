/**
 * Faults on purpose, at a stated rate: what clients, DynamoDB and its stream do to the system now
 * and then, and what DynamoDB Local never does by itself. They only ever refuse, lose, repeat or
 * delay; nothing that the table holds is touched.
 */
package cruddur.local.faults;
