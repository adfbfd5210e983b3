/**
 * Event in, response out: one Lambda handler per access pattern. {@link cruddur.handler.Wiring}
 * puts the rules and the table together.
 */
package cruddur.handler;
