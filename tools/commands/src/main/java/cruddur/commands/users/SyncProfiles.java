package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the profile rows say what Postgres says. */
@Command(
    name = "sync-profiles",
    description = {
      "Makes the profile rows in DynamoDB say what public.users in Postgres says.",
      "Rows of whom Postgres does not know stay as they are; the exit code is 1 where that is in doubt.",
      ""
    },
    sortOptions = false)
public final class SyncProfiles implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private TableOptions table = new TableOptions();

  @Option(names = "--dry-run", description = "Says what would be written, and writes nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints one JSON object in place of lines.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Database users = database.database(table.aws().isProd(), err);
    return table.with(
        err,
        messages -> {
          List<AppUser> all = users.inTransaction(connection -> new UsersTable(connection).all());
          ProfileReport report =
              ProfileReport.of(
                  new ProfileSync(ProfileTable.of(messages), all, Clock.systemUTC(), dryRun), err);
          if (json) {
            new JsonLines(out).print(report);
          } else {
            report.print(out);
          }
          return report.hasDoubts() ? ExitCode.FAILED : ExitCode.OK;
        });
  }
}
