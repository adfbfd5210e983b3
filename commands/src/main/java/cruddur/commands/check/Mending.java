package cruddur.commands.check;

/** What became of a finding when it was to be mended. */
public sealed interface Mending {

  /** In words. */
  String words();

  /** It is mended. */
  record Mended(String words) implements Mending {}

  /** It is as it was; the words say why, and what a person may do. */
  record Left(String words) implements Mending {}
}
