package cruddur.commands.check.issue;

import java.time.Duration;

/** Formats how far a time is ahead of the clock. */
final class AheadText {

  private AheadText() {}

  /** Such as {@code 3 hours ahead of this computer's clock}. */
  static String of(Duration ahead) {
    return (ahead.toHours() > 0 ? ahead.toHours() + " hours" : ahead.toMinutes() + " minutes")
        + " ahead of this computer's clock";
  }
}
