package cruddur.commands.check.issue;

import cruddur.commands.repair.RepairResult;
import java.util.function.Supplier;

/**
 * An issue with its repair.
 *
 * @param repair may run while the functions run, and may be repeated
 */
public record RepairableIssue(Issue issue, Supplier<RepairResult> repair) {

  /** An issue that only the operator can repair. */
  public static RepairableIssue manual(Issue issue, String advice) {
    return new RepairableIssue(issue, () -> new RepairResult.Skipped(advice));
  }
}
