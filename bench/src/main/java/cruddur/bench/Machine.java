package cruddur.bench;

import java.time.Clock;
import java.time.LocalDate;

/** The machine that a table is from. */
final class Machine {

  private Machine() {}

  /** A line with the date, the number of cores, the operating system and the JDK. */
  static String describe() {
    return "Measured on "
        + LocalDate.now(Clock.systemUTC())
        + " with "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", JDK "
        + Runtime.version().feature()
        + ".";
  }
}
