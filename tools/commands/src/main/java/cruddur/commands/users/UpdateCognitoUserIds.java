package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings Cognito, Postgres and the profile rows together. */
@Command(
    name = "update-cognito-user-ids",
    description = {
      "Brings the sign-ins in Postgres, and the profile rows, up to the Cognito user pool.",
      "Every user gets that of the pool's user who carries his handle, in one transaction. What is in doubt is reported and"
          + " stays as it is; the exit code is 1 then. It may be repeated.",
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
        "Gives the handle's user the sign-in of who carries it now, though he has another, or another user has that one.",
        "With SUB where several carry the handle. May be repeated."
      })
  private List<String> rebind = List.of();

  @Option(names = "--dry-run", description = "Says what would be changed, and changes nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints one JSON object in place of lines.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = database.database(table.aws().isProd(), spec.commandLine().getErr());
    return table.with(
        spec.commandLine().getErr(),
        messages -> update(userPool.with(table.aws().account(), this::all), users, messages));
  }

  private List<PoolUser> all(UserPool pool) {
    List<PoolUser> users = new ArrayList<>();
    pool.forEachUser(users::add);
    return users;
  }

  private int update(List<PoolUser> pool, Database users, TableTarget messages) {
    List<HandleOverride> rebindings = rebind.stream().map(HandleOverride::parse).toList();
    rebindings.forEach(rebinding -> requireCarried(rebinding, pool));
    ProfileTable profiles = ProfileTable.of(messages);
    SignInUpdate.Result result = new SignInUpdate(users, profiles, dryRun).run(pool, rebindings);
    ProfileReport profileReport =
        ProfileReport.of(
            new ProfileSync(profiles, result.users(), Clock.systemUTC(), dryRun),
            spec.commandLine().getErr());
    SignInReport report = SignInReport.of(dryRun, result.plan(), profileReport);
    if (json) {
      new JsonLines(spec.commandLine().getOut()).print(report);
    } else {
      report.print(spec.commandLine().getOut());
    }
    return report.hasDoubts() ? ExitCode.FAILED : ExitCode.OK;
  }

  private static void requireCarried(HandleOverride rebinding, List<PoolUser> pool) {
    if (pool.stream().noneMatch(rebinding::isCarriedBy)) {
      throw new CommandFailedException(
          "Nobody in the user pool carries the handle %s, which --rebind names"
              .formatted(rebinding.handle()));
    }
  }
}
