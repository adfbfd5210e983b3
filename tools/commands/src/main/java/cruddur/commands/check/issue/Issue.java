package cruddur.commands.check.issue;

/** A violation of an invariant of the table. */
public sealed interface Issue
    permits RowIssue, GroupIssue, PairIssue, ProfileIssue, ReadStateIssue {

  /** A stable code for programs. */
  String code();

  /** A partition key, or a row's partition key and sort key separated by a space. */
  String key();

  /** A description that never contains a message's text. */
  String description();
}
