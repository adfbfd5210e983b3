package cruddur.commands.conversations;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.LocalTime;
import cruddur.commands.terminal.Progress;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Timestamp;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Marks the conversations of one user, or of all, as read. */
@Command(
    name = "mark-read",
    description = {
      "Mark the messages before a time as read, in all conversations of a user or of all users.",
      "No read marker moves back. If the command is interrupted, run it again: conversations that are already marked are"
          + " not written again. Without HANDLE it scans the table once.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 if all conversations are marked, 1 if a row is skipped or the command fails, 2 on a usage error."
    },
    sortOptions = false)
public final class MarkRead implements Callable<Integer> {

  @Option(
      names = "--before",
      paramLabel = "T",
      required = true,
      description =
          "A time in the past, such as 2026-11-29T10:00:00Z. Without an offset it is local time, as list-conversations"
              + " prints it.")
  private String before;

  @Parameters(
      paramLabel = "HANDLE",
      arity = "0..1",
      description = "The user's handle, with or without @ (default: all users).")
  private Optional<String> handle = Optional.empty();

  @Option(names = "--dry-run", description = "Print what would be written; write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Timestamp upTo = lastBefore(before, InstantSource.system());
    return options.with(spec.commandLine().getErr(), table -> mark(table, upTo));
  }

  private int mark(TableTarget table, Timestamp upTo) {
    PrintWriter err = spec.commandLine().getErr();
    Rows rows = table.rows();
    UnreadableRowRecorder readable = new UnreadableRowRecorder(rows);
    ReadMarkReport report = new ReadMarkReport(upTo, dryRun, new Progress(err, "conversations"));
    try {
      new ReadMarkWriter(readable, rows, upTo, dryRun)
          .mark(users(table).peek(_ -> report.addUser()))
          .forEach(report::add);
    } catch (RowsUnavailableException | RowsInaccessibleException | SdkException e) {
      if (report.marked() > 0) {
        err.printf(
            "%d conversations are marked: run the command again for the others%n", report.marked());
      }
      throw e;
    }
    report.addSkipped(readable.problems());
    report.print(spec.commandLine().getOut(), json);
    return report.isComplete() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Stream<String> users(TableTarget table) {
    return handle
        .map(name -> Stream.of(new ProfileLookup(table.rows()).of(name).uuid()))
        .orElseGet(() -> new MemberScan(table).uuids());
  }

  /** The last microsecond before a time. */
  private static Timestamp lastBefore(String text, InstantSource clock) {
    Instant time =
        LocalTime.parse(text)
            .orElseThrow(() ->
                CommandFailedException.ofUsage(
                    "--before requires a time such as 2026-11-29T10:00:00Z, not " + text));
    if (time.isAfter(clock.instant())) {
      throw CommandFailedException.ofUsage(
          "--before requires a time in the past, not " + Timestamp.of(time).text());
    }
    Timestamp last = Timestamp.of(time.minusNanos(1));
    if (!Timestamp.stored(last.text()).isCanonical()) {
      throw CommandFailedException.ofUsage("--before requires a later time than " + text);
    }
    return last;
  }
}
