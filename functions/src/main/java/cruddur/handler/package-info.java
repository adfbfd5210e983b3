/** One Lambda handler per access pattern, and the wiring of their parts. */
package cruddur.handler;
