package cruddur.commands.users.profiles;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the users of Postgres to the profile rows. */
@Command(
    name = "sync-profiles",
    description = {
      "Copy the users of public.users in Postgres to the profile rows in DynamoDB, and delete the rows under their former"
          + " handles.",
      "Rows of users who are not in Postgres are not changed. Conflicts are printed; the exit code is 1 then.",
      ""
    },
    sortOptions = false)
public final class SyncProfiles implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private TableOptions table = new TableOptions();

  @Option(names = "--dry-run", description = "Print what would be written; write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
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
                  new ProfileSync(ProfileTable.of(messages), all, InstantSource.system(), dryRun),
                  err);
          if (json) {
            new JsonLines(out).print(report);
          } else {
            report.print(out);
          }
          return report.hasConflicts() ? ExitCode.FAILED : ExitCode.OK;
        });
  }
}
