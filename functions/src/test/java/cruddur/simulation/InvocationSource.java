package cruddur.simulation;

/** A client or event source that makes invocations, one after the other. */
interface InvocationSource {

  /** Whether another invocation is due. Not called while an invocation is running. */
  boolean isReady();

  /** Returns the next invocation, which has not started. */
  SimulatedInvocation next();

  /** Receives how that invocation ended. */
  void ended(SimulatedInvocation.End end);
}
