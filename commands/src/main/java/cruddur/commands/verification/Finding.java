package cruddur.commands.verification;

import cruddur.commands.deployment.Cause;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of a check.
 *
 * @param seen what was seen; empty when it was not reached
 * @param cause what is likely behind a failure
 */
public record Finding(
    String check, Outcome outcome, Duration took, String seen, Optional<Cause> cause) {

  /** How it ended. */
  public enum Outcome {
    OK,
    FAILED,
    /** A check that it stands on has failed. */
    NOT_REACHED
  }

  static Finding ok(String check, Duration took, String seen) {
    return new Finding(check, Outcome.OK, took, seen, Optional.empty());
  }

  static Finding failed(String check, Duration took, String seen, Cause cause) {
    return new Finding(check, Outcome.FAILED, took, seen, Optional.of(cause));
  }

  static Finding notReached(String check) {
    return new Finding(check, Outcome.NOT_REACHED, Duration.ZERO, "", Optional.empty());
  }
}
