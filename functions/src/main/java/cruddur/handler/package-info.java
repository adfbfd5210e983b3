/**
 * One Lambda handler per access pattern, and {@link cruddur.handler.Wiring}, which connects them.
 */
package cruddur.handler;
