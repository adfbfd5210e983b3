package cruddur.commands.repair;

import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.row.Row;

/** The result of a repair. */
public sealed interface RepairResult {

  /** What was done; or why nothing was done, and what the operator can do. */
  String text();

  record Repaired(String text) implements RepairResult {}

  /** Nothing was changed. */
  record Skipped(String text) implements RepairResult {}

  /**
   * The result of putting a missing row on a condition.
   *
   * @param name of the row, such as {@code the pair's row}
   * @param conflict what to report if another row has taken its key
   */
  static RepairResult ofPut(PutOutcome outcome, Row row, String name, String conflict) {
    return switch (outcome) {
      case PutOutcome.Written() -> new Repaired(name + " was added");
      case PutOutcome.Refused(Row existing) when existing.equals(row) ->
          new Repaired(name + " was added by another process");
      case PutOutcome.Refused _ -> new Skipped(conflict);
    };
  }
}
