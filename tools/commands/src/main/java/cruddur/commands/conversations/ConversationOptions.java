package cruddur.commands.conversations;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options and output of the commands that print conversations or messages: a mixin. */
final class ConversationOptions {

  @Option(names = "--all", description = "Print all, not only the newest 20.")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON object per line.")
  private boolean json;

  @Mixin private TableOptions options = new TableOptions();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The output of a command.
   *
   * @param unit what the items are, for the count on standard error
   * @param read reads all items if the flag is set, the newest page otherwise
   * @param json the object to print for an item
   * @param text prints the items for a terminal
   * @param notes lines about the items, for standard error
   */
  record Output<T>(
      String unit,
      BiFunction<ConversationLists, Boolean, List<T>> read,
      Function<T, Object> json,
      BiConsumer<List<T>, PrintWriter> text,
      BiFunction<ConversationLists, List<T>, List<String>> notes) {}

  /**
   * Reads the items, prints them, and prints notes, their count and the consumed capacity. Rows
   * that cannot be read are reported, and the exit code is 1 then.
   */
  <T> int print(Output<T> output) {
    CommandLine command = spec.commandLine();
    return options.with(command.getErr(), table -> print(output, table, command));
  }

  private <T> int print(Output<T> output, TableTarget table, CommandLine command) {
    UnreadableRowRecorder rows = new UnreadableRowRecorder(table.rows());
    ConversationLists lists = new ConversationLists(rows);
    List<T> items = output.read().apply(lists, all);
    if (json) {
      JsonLines lines = new JsonLines(command.getOut());
      items.forEach(item -> lines.print(output.json().apply(item)));
    } else {
      output.text().accept(items, command.getOut());
    }
    output.notes().apply(lists, items).forEach(command.getErr()::println);
    command
        .getErr()
        .printf("%d %s, %s%n", items.size(), output.unit(), table.dynamoDb().capacity());
    rows.problems().forEach(problem -> command.getErr().println(DisplayText.oneLine(problem)));
    return rows.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
