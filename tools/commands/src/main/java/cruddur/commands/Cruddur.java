package cruddur.commands;

import cruddur.commands.check.Check;
import cruddur.commands.conversations.GetConversation;
import cruddur.commands.conversations.ListConversations;
import cruddur.commands.conversations.MarkRead;
import cruddur.commands.redrive.Redrive;
import cruddur.commands.tables.Drop;
import cruddur.commands.tables.ImportTemplate;
import cruddur.commands.tables.ListTables;
import cruddur.commands.tables.Scan;
import cruddur.commands.tables.SchemaLoad;
import cruddur.commands.terminal.ErrorLine;
import cruddur.commands.terminal.OutputException;
import cruddur.commands.terminal.StandardOutput;
import cruddur.commands.users.Seed;
import cruddur.commands.users.Users;
import cruddur.commands.users.profiles.SyncProfiles;
import cruddur.commands.users.signins.ListUsers;
import cruddur.commands.users.signins.UpdateCognitoUserIds;
import cruddur.commands.verification.Verify;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/** The operators' command line. */
@Command(
    name = "bin/cruddur",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "Manage the messages table of the local system or, with --prod, of AWS.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 on success, 1 if the command failed or found issues, 2 on a usage error."
    },
    sortOptions = false)
public final class Cruddur {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  @SuppressWarnings("unused") // picocli reads the field.
  private boolean help;

  private Cruddur() {}

  /** Runs a command and exits with its exit code. */
  public static void main(String[] arguments) {
    // Digits and messages do not depend on the user's locale. Times are in their zone.
    Locale.setDefault(Locale.US);
    // Standard output is for results only, and an error is one line.
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
    System.exit(command.execute(arguments));
  }

  /**
   * All commands.
   *
   * @param in receives what the user types at a prompt
   * @param out receives results
   * @param err receives errors, progress and prompts
   */
  public static CommandLine commandLine(BufferedReader in, PrintWriter out, PrintWriter err) {
    ErrorLine errors = new ErrorLine();
    CommandLine root = new CommandLine(new Cruddur());
    root.addSubcommand(new SchemaLoad());
    root.addSubcommand(new ImportTemplate());
    root.addSubcommand(new ListTables());
    root.addSubcommand(new Drop(in));
    root.addSubcommand(new Seed());
    root.addSubcommand(new Scan());
    root.addSubcommand(new ListConversations());
    root.addSubcommand(new GetConversation());
    root.addSubcommand(new MarkRead());
    root.addSubcommand(new Users());
    root.addSubcommand(new ListUsers());
    root.addSubcommand(new UpdateCognitoUserIds());
    root.addSubcommand(new SyncProfiles());
    root.addSubcommand(new Check());
    root.addSubcommand(new Redrive());
    root.addSubcommand(new Verify());
    root.addSubcommand(new Completion());
    return root.setOut(out)
        .setErr(err)
        .setExecutionStrategy(Cruddur::execute)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  /** Runs a command, or prints its help, and flushes the output. */
  private static int execute(ParseResult parsed) {
    CommandLine command = parsed.commandSpec().commandLine();
    try {
      int exitCode = new RunLast().execute(parsed);
      command.getOut().flush();
      return exitCode;
    } catch (OutputException e) {
      throw new ExecutionException(command, e.getMessage(), e);
    }
  }
}
