package cruddur.commands.tables;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.commands.terminal.Progress;
import cruddur.commands.terminal.Screen;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Gatherers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints all rows of the table. */
@Command(
    name = "scan",
    description = {
      "Print all rows of the table, one per line. A group row is followed by the member's unread count, which is not an"
          + " attribute: (unread_count=N), or _derived in JSON. It is left out if the row cannot be read.",
      "The counts cost one more request for each group row, and another one if it has unread messages: up to 100 of them"
          + " are read. --no-unread-counts saves them.",
      "The number of rows and the consumed read units go to standard error.",
      ""
    },
    sortOptions = false)
public final class Scan implements Callable<Integer> {

  /** Group rows counted concurrently; most of the time is waiting for responses. */
  private static final int CONCURRENCY = 8;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      description =
          "Print only rows whose partition key starts with P, such as GRP#. DynamoDB still reads the whole table.")
  private Optional<String> prefix = Optional.empty();

  @Option(
      names = "--no-unread-counts",
      description =
          "Print only what is stored. The command then needs no permission except dynamodb:Scan.")
  private boolean withoutUnreadCounts;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return options.with(spec.commandLine().getErr(), this::scan);
  }

  private int scan(TableTarget table) {
    PrintWriter out = spec.commandLine().getOut();
    JsonLines lines = new JsonLines(out);
    UnreadCounts unreadCounts = new UnreadCounts(table.rows());
    Progress progress = new Progress(spec.commandLine().getErr(), "rows");
    TableScan.Count count =
        new TableScan(table, prefix)
            .forEachPage((items, read) -> {
              items.stream()
                  .gather(Gatherers.mapConcurrent(CONCURRENCY, item -> scanned(item, unreadCounts)))
                  .forEach(row -> {
                    if (json) {
                      lines.print(row.json());
                    } else {
                      out.println(row.line());
                    }
                  });
              // Only a write notices that the reader has closed the output.
              out.flush();
              if (!Screen.isTerminal()) {
                progress.reached(read.scanned());
              }
            });
    spec.commandLine().getErr().printf("%s, %s%n", countText(count), table.dynamoDb().capacity());
    return ExitCode.OK;
  }

  private ScannedRow scanned(Map<String, AttributeValue> item, UnreadCounts unreadCounts) {
    return new ScannedRow(
        ItemValues.of(item), withoutUnreadCounts ? OptionalInt.empty() : unreadCounts.of(item));
  }

  private String countText(TableScan.Count count) {
    return prefix.isEmpty()
        ? count.items() + " rows"
        : "%d rows of %d".formatted(count.items(), count.scanned());
  }
}
