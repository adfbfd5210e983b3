package cruddur.commands.check;

/** Something in the table that breaks an invariant. */
public sealed interface Issue permits RowIssue, GroupIssue, PairIssue, ProfileIssue {

  /** What kind it is, for programs: it stays the same. */
  String code();

  /** Where: a partition key, or a row's two keys with a space between. */
  String key();

  /** What is wrong there, in words; never a message's text. */
  String what();
}
