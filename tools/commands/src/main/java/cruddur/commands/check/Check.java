package cruddur.commands.check;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds what breaks an invariant of the table, and mends it when told to. */
@Command(
    name = "check",
    description = {
      "Walks the table and prints what is wrong with it; mends it with --repair.",
      "Wrong are group rows that are superfluous, stale or missing, pairs without a"
          + " row or with two groups, profiles without their twin, malformed times,"
          + " unreadable rows.",
      "It may run beside the functions: groups written to within the last minute"
          + " are left for another time. It reads the table once, and again where a"
          + " handle has no sign-in; it keeps no message, and some 100 MB for a million"
          + " users.",
      ""
    },
    footer = {"", "Exit code: 0 when nothing is wrong or all is mended, 1 when something is left."},
    sortOptions = false)
public final class Check implements Callable<Integer> {

  @Option(
      names = "--repair",
      description =
          "Mends what can be mended, and says why the rest is left. No message is changed but one without a time,"
              + " which is moved to the time it means.")
  private boolean repair;

  @Option(names = "--json", description = "Prints each finding as a JSON object, one a line.")
  private boolean json;

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return options.with(spec.commandLine().getErr(), this::check);
  }

  private int check(TableTarget table) {
    PrintWriter err = spec.commandLine().getErr();
    CheckReport report = new CheckReport(spec.commandLine().getOut(), json);
    TableCheck check = new TableCheck(table, Clock.systemUTC(), repair);
    check.forEach(report::add, new Progress(err, "rows")::reached);
    err.printf(
        "%d rows: %s, %s%n", check.rowsRead(), report.summary(), table.dynamoDb().capacity());
    if (check.unsettledGroups() > 0) {
      err.printf(
          "%d groups are being written to: run it again for them%n", check.unsettledGroups());
    }
    return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
  }
}
