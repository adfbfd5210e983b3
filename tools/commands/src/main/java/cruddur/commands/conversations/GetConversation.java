package cruddur.commands.conversations;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.commands.terminal.LocalTime;
import cruddur.commands.terminal.Screen;
import cruddur.commands.terminal.Wrapping;
import cruddur.messaging.port.row.Message;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a conversation. */
@Command(
    name = "get-conversation",
    description = {
      "Prints a conversation, the oldest message first; what it consumed is on standard error.",
      ""
    },
    sortOptions = false)
public final class GetConversation implements Callable<Integer> {

  private static final int LONGEST_NAME = 20;
  private static final int LEAST_TEXT_COLUMNS = 20;

  @Parameters(paramLabel = "GROUP", description = "Its uuid, as list-conversations prints it.")
  private String groupUuid;

  @Option(names = "--all", description = "Prints all messages; the newest 20 without it.")
  private boolean all;

  @Option(names = "--json", description = "Prints each as a JSON object, one a line.")
  private boolean json;

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (groupUuid.isEmpty()) {
      throw CommandFailedException.ofUsage("GROUP is the uuid of a conversation, and not empty");
    }
    return options.with(spec.commandLine().getErr(), this::print);
  }

  private int print(TableTarget table) {
    PrintWriter out = spec.commandLine().getOut();
    List<Message> messages = new ConversationLists(table.rows()).ofGroup(groupUuid, all);
    if (json) {
      JsonLines lines = new JsonLines(out);
      messages.forEach(message -> lines.print(ApiFields.of(message)));
    } else {
      int names =
          messages.stream().mapToInt(message -> DisplayText.width(name(message))).max().orElse(0);
      messages.forEach(message -> print(message, Math.min(names, LONGEST_NAME), out));
    }
    spec.commandLine()
        .getErr()
        .printf("%d messages, %s%n", messages.size(), table.dynamoDb().capacity());
    return ExitCode.OK;
  }

  /** Time and sender, and beside them the text, on as many lines as it takes. */
  private static void print(Message message, int nameColumns, PrintWriter out) {
    String head =
        "%s  %s  "
            .formatted(
                LocalTime.of(message.createdAt()), DisplayText.fitted(name(message), nameColumns));
    int indent = DisplayText.width(head);
    int textColumns = Math.max(LEAST_TEXT_COLUMNS, Screen.columns() - indent);
    String start = head;
    for (String line : Wrapping.lines(DisplayText.oneLine(message.text()), textColumns)) {
      out.println(start + line);
      start = " ".repeat(indent);
    }
  }

  private static String name(Message message) {
    return DisplayText.oneLine(message.sender().displayName());
  }
}
