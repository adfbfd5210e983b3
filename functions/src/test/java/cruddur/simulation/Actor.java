package cruddur.simulation;

/** Who makes invocations, one after the other. */
interface Actor {

  /** Whether there is something to do. It is not asked while an invocation is under way. */
  boolean isReady();

  /** The next invocation, not started yet. */
  SimulatedInvocation next();

  /** How that invocation ended. */
  void ended(SimulatedInvocation.End end);
}
