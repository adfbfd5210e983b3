package cruddur.simulation;

/** An invariant of the simulation that was violated. */
final class InvariantViolation extends AssertionError {

  private static final long serialVersionUID = 1;

  InvariantViolation(String message) {
    super(message);
  }

  InvariantViolation(String message, Throwable cause) {
    super(message, cause);
  }
}
