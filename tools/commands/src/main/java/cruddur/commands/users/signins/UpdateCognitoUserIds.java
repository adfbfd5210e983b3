package cruddur.commands.users.signins;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.commands.users.profiles.ProfileReport;
import cruddur.commands.users.profiles.ProfileSync;
import cruddur.commands.users.profiles.ProfileTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Links the users of Postgres to Cognito, and updates the profile rows. */
@Command(
    name = "update-cognito-user-ids",
    description = {
      "Link each Postgres user to the Cognito user with the same handle, then run sync-profiles.",
      "The links are written in one transaction. Conflicts are printed and not changed; the exit code is 1 then. The"
          + " command can be repeated.",
      ""
    },
    sortOptions = false)
public final class UpdateCognitoUserIds implements Callable<Integer> {

  @Mixin private UserPoolOptions userPool = new UserPoolOptions();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private TableOptions table = new TableOptions();

  @Option(
      names = "--rebind",
      paramLabel = "HANDLE[=SUB]",
      description = {
        "Link the Postgres user to the Cognito user with this handle, even if either is linked to another user.",
        "SUB chooses among several Cognito users with the handle. Can be repeated."
      })
  private List<String> rebind = List.of();

  @Option(names = "--dry-run", description = "Print what would be changed; change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = database.database(table.aws().isProd(), spec.commandLine().getErr());
    return table.with(
        spec.commandLine().getErr(),
        messages ->
            update(
                userPool.with(table.aws().account(), table.stack(), this::all), users, messages));
  }

  private List<PoolUser> all(UserPool pool) {
    List<PoolUser> users = new ArrayList<>();
    pool.forEachUser(users::add);
    return users;
  }

  private int update(List<PoolUser> pool, Database users, TableTarget messages) {
    List<HandleOverride> overrides = rebind.stream().map(HandleOverride::parse).toList();
    overrides.forEach(override -> requireHandle(override, pool));
    ProfileTable profiles = ProfileTable.of(messages);
    SignInUpdate.Result result = new SignInUpdate(users, profiles, dryRun).run(pool, overrides);
    ProfileReport profileReport =
        ProfileReport.of(
            new ProfileSync(profiles, result.users(), InstantSource.system(), dryRun),
            spec.commandLine().getErr());
    SignInReport report = SignInReport.of(dryRun, result.plan(), profileReport);
    if (json) {
      new JsonLines(spec.commandLine().getOut()).print(report);
    } else {
      report.print(spec.commandLine().getOut());
    }
    return report.hasConflicts() ? ExitCode.FAILED : ExitCode.OK;
  }

  private static void requireHandle(HandleOverride override, List<PoolUser> pool) {
    if (pool.stream().noneMatch(override::isHandleOf)) {
      throw new CommandFailedException(
          "No Cognito user has the handle %s: correct --rebind".formatted(override.handle()));
    }
  }
}
