/**
 * A seeded simulation of the whole system at the row port: the real services and the real stream
 * handler, run as invocations of which one at a time makes one request, over a table in memory
 * whose index lags. The seed decides who goes next and what goes wrong, so that a failure can be
 * repeated.
 *
 * <p>{@link cruddur.simulation.World} is the place to start reading.
 */
package cruddur.simulation;
