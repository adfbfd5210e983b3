package cruddur.commands.check;

import java.util.function.Supplier;

/**
 * A finding, and what would mend it.
 *
 * @param repair may run beside the functions, and again
 */
record Fault(Finding finding, Supplier<Mending> repair) {

  /** One that only a person can mend. */
  static Fault beyondRepair(Finding finding, String advice) {
    return new Fault(finding, () -> new Mending.Left(advice));
  }
}
