package cruddur.commands.tables;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.commands.terminal.Progress;
import cruddur.commands.terminal.Screen;
import cruddur.store.dynamodb.item.MessagesTable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints all rows of the table. */
@Command(
    name = "scan",
    description = {
      "Print all rows of the table, one per line.",
      "Their number and the consumed read units go to standard error.",
      ""
    },
    sortOptions = false)
public final class Scan implements Callable<Integer> {

  @Option(
      names = "--prefix",
      paramLabel = "P",
      description =
          "Print only rows whose partition key starts with P, such as GRP#. DynamoDB still reads the whole table.")
  private Optional<String> prefix = Optional.empty();

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
    Consumer<Map<String, Object>> printer =
        json ? new JsonLines(out)::print : row -> out.println(line(row));
    Progress progress = new Progress(spec.commandLine().getErr(), "rows");
    TableScan.Count count =
        new TableScan(table, prefix)
            .forEach(
                printer,
                read -> {
                  // Only a write notices that the reader has closed the output.
                  out.flush();
                  if (!Screen.isTerminal()) {
                    progress.reached(read.scanned());
                  }
                });
    spec.commandLine().getErr().printf("%s, %s%n", countText(count), table.dynamoDb().capacity());
    return ExitCode.OK;
  }

  private String countText(TableScan.Count count) {
    return prefix.isEmpty()
        ? count.items() + " rows"
        : "%d rows of %d".formatted(count.items(), count.scanned());
  }

  private static String line(Map<String, Object> row) {
    Map<String, Object> others = new LinkedHashMap<>(row);
    String key = others.remove(MessagesTable.PK) + "  " + others.remove(MessagesTable.SK);
    return DisplayText.oneLine(
        others.entrySet().stream()
            .map(attribute -> "  " + attribute.getKey() + "=" + attribute.getValue())
            .collect(Collectors.joining("", key, "")));
  }
}
