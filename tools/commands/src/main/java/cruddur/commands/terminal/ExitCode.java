package cruddur.commands.terminal;

import picocli.CommandLine;

/** What every command ends with. */
public final class ExitCode {

  /** Done; also when nobody reads the output any more. */
  public static final int OK = CommandLine.ExitCode.OK;

  /** Not done, or something is wrong. */
  public static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** The arguments make no sense; nothing was begun. */
  public static final int USAGE = CommandLine.ExitCode.USAGE;

  private ExitCode() {}
}
