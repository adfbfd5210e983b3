/**
 * The narrow port to the table: a handful of row types, and one request a method.
 *
 * <p>Sequences of requests live above it, so that a simulation can let a process die between any
 * two. Below it are the DynamoDB implementation and, in the tests, a model in memory; one contract
 * test holds the two against each other.
 */
package cruddur.messaging.port;
