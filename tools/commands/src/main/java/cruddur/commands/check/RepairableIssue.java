package cruddur.commands.check;

import java.util.function.Supplier;

/**
 * A finding, and what would mend it.
 *
 * @param repair may run beside the functions, and again
 */
record RepairableIssue(Issue finding, Supplier<RepairResult> repair) {

  /** One that only a person can mend. */
  static RepairableIssue beyondRepair(Issue finding, String advice) {
    return new RepairableIssue(finding, () -> new RepairResult.Skipped(advice));
  }
}
