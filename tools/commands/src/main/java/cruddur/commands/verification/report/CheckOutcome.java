package cruddur.commands.verification.report;

import cruddur.commands.deployment.LikelyCause;
import java.time.Duration;
import java.util.Optional;

/**
 * The outcome of a check.
 *
 * @param observed empty if the check was not reached
 * @param cause the likely cause of a failure
 */
public record CheckOutcome(
    String check, Status status, Duration took, String observed, Optional<LikelyCause> cause) {

  /** How a check ended. */
  public enum Status {
    OK,
    FAILED,
    /** A check that this one depends on has failed. */
    NOT_REACHED
  }

  public static CheckOutcome ok(String check, Duration took, String observed) {
    return new CheckOutcome(check, Status.OK, took, observed, Optional.empty());
  }

  public static CheckOutcome failed(
      String check, Duration took, String observed, LikelyCause cause) {
    return new CheckOutcome(check, Status.FAILED, took, observed, Optional.of(cause));
  }

  public static CheckOutcome notReached(String check) {
    return new CheckOutcome(check, Status.NOT_REACHED, Duration.ZERO, "", Optional.empty());
  }
}
