package cruddur.simulation;

/** What must hold did not. */
final class BrokenInvariant extends AssertionError {

  private static final long serialVersionUID = 1;

  BrokenInvariant(String what) {
    super(what);
  }

  BrokenInvariant(String what, Throwable cause) {
    super(what, cause);
  }
}
