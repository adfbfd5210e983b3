/**
 * The command {@code bin/invoke}: runs built functions in AWS's Java runtime without Docker. AWS's
 * runtime interface client gets its events from an implementation of Lambda's Runtime API here.
 */
package cruddur.local.invoke;
