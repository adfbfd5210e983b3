/**
 * The port to the table: conditions, queries and outcomes, one request a method.
 *
 * <p>Sequences of requests are built above it, so that the simulation can end a process between any
 * two requests. DynamoDB and an in-memory model for tests implement it; both pass the same contract
 * tests.
 */
package cruddur.messaging.port;
