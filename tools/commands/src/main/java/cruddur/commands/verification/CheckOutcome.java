package cruddur.commands.verification;

import cruddur.commands.deployment.LikelyCause;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of a check.
 *
 * @param seen what was seen; empty when it was not reached
 * @param cause what is likely behind a failure
 */
public record CheckOutcome(
    String check, Outcome outcome, Duration took, String seen, Optional<LikelyCause> cause) {

  /** How it ended. */
  public enum Outcome {
    OK,
    FAILED,
    /** A check that it stands on has failed. */
    NOT_REACHED
  }

  static CheckOutcome ok(String check, Duration took, String seen) {
    return new CheckOutcome(check, Outcome.OK, took, seen, Optional.empty());
  }

  static CheckOutcome failed(String check, Duration took, String seen, LikelyCause cause) {
    return new CheckOutcome(check, Outcome.FAILED, took, seen, Optional.of(cause));
  }

  static CheckOutcome notReached(String check) {
    return new CheckOutcome(check, Outcome.NOT_REACHED, Duration.ZERO, "", Optional.empty());
  }
}
