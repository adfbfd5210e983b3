package cruddur.commands.check;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.Progress;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds violations of the table's invariants, and repairs them on request. */
@Command(
    name = "check",
    description = {
      "Check the table and print its issues; repair them with --repair.",
      "Issues are superfluous, stale or missing group rows, pairs without a row or with two message groups, profiles"
          + " that do not match, timestamps that are malformed or more than a minute ahead, read states of users who are"
          + " not members, and rows that cannot be read or are in the index by mistake.",
      "The command can run while the functions run: groups with a message from the last minute are skipped. It scans the"
          + " table once, and again if a handle lacks a sign-in. It needs about 100 MB of memory for a million users.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 if there are no issues or all are repaired, 1 if issues remain or the command fails, 2 on a usage error."
    },
    sortOptions = false)
public final class Check implements Callable<Integer> {

  @Option(
      names = "--repair",
      description =
          "Repair the issues, and print why an issue is skipped. Moves messages whose timestamp is malformed. Corrects or"
              + " removes read markers that are malformed or more than a minute ahead, and deletes read states of users who"
              + " are not members. Changes no other message and no other read state.")
  private boolean repair;

  @Option(names = "--json", description = "Print each issue as a JSON object, one per line.")
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
    TableCheck check = new TableCheck(table, InstantSource.system(), repair);
    check.forEach(report::add, new Progress(err, "rows")::reached);
    err.printf(
        "%d rows: %s, %s%n", check.rowsRead(), report.summary(), table.dynamoDb().capacity());
    if (check.unsettledGroups() > 0) {
      err.printf(
          "%d groups have messages from the last minute and were skipped: run check again later%n",
          check.unsettledGroups());
    }
    return report.isClean() ? ExitCode.OK : ExitCode.FAILED;
  }
}
