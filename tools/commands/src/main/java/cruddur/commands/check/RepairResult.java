package cruddur.commands.check;

/** What became of a finding when it was to be mended. */
public sealed interface RepairResult {

  /** In words. */
  String words();

  /** It is mended. */
  record Repaired(String words) implements RepairResult {}

  /** It is as it was; the words say why, and what a person may do. */
  record Skipped(String words) implements RepairResult {}
}
