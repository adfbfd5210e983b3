package cruddur.commands;

import cruddur.commands.terminal.ClosedOutputException;
import cruddur.commands.terminal.ErrorLine;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.StandardOutput;
import cruddur.commands.users.ListUsers;
import cruddur.commands.users.SyncProfiles;
import cruddur.commands.users.UpdateCognitoUserIds;
import cruddur.commands.users.Users;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The operator's command line. */
@Command(
    name = "bin/cruddur",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "Looks after the table of messages, on this machine or, with --prod, in AWS.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 when it is done, 1 when it is not, or when something is wrong, 2 when the arguments make no sense."
    },
    sortOptions = false)
public final class Cruddur {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  private Cruddur() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    // Standard output belongs to what was asked for, and an error is one line.
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    CommandLine command =
        commandLine(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
            new PrintWriter(
                new BufferedWriter(
                    new OutputStreamWriter(
                        new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                        StandardCharsets.UTF_8))),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(run(command, arguments));
  }

  /**
   * All commands.
   *
   * @param in where a command that asks gets its answer
   * @param out what was asked for; unbuffered if it is to be seen at once
   * @param err everything else
   */
  public static CommandLine commandLine(BufferedReader in, PrintWriter out, PrintWriter err) {
    ErrorLine errors = new ErrorLine();
    CommandLine root = new CommandLine(new Cruddur());
    root.addSubcommand(new ListTables());
    root.addSubcommand(new Users());
    root.addSubcommand(new ListUsers());
    root.addSubcommand(new UpdateCognitoUserIds());
    root.addSubcommand(new SyncProfiles());
    root.addSubcommand(new Completion());
    return root.setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  private static int run(CommandLine command, String[] arguments) {
    try {
      int exitCode = command.execute(arguments);
      command.getOut().flush();
      return exitCode;
    } catch (ClosedOutputException e) {
      return ExitCode.OK;
    }
  }
}
