package cruddur.commands.terminal;

import picocli.CommandLine;

/** The exit codes of every command. */
public final class ExitCode {

  /** Success; also if the reader of the output has closed it. */
  public static final int OK = CommandLine.ExitCode.OK;

  /** The command failed or found issues. */
  public static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** A usage error; the command did nothing. */
  public static final int USAGE = CommandLine.ExitCode.USAGE;

  private ExitCode() {}
}
