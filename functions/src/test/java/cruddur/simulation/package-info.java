/**
 * A seeded simulation of the whole system at the row port: the real services and the real stream
 * handler on a table in memory with a lagging index. One invocation at a time sends one request.
 * The seed decides which invocation is next and which faults occur, so a failure can be repeated.
 *
 * <p>{@link cruddur.simulation.SimulatedWorld} is the entry point.
 */
package cruddur.simulation;
