package cruddur.commands.conversations;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.JsonLines;
import cruddur.commands.terminal.LocalTime;
import cruddur.commands.terminal.Screen;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.toolkit.sample.SampleUsers;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a user's conversations. */
@Command(
    name = "list-conversations",
    description = {
      "Prints a user's conversations, the newest first; what it consumed is on standard error.",
      ""
    },
    sortOptions = false)
public final class ListConversations implements Callable<Integer> {

  /** A local time, two spaces, a uuid, two spaces. */
  private static final int FIXED_COLUMNS = LocalTime.COLUMNS + 2 + 36 + 2;

  private static final int LONGEST_HANDLE = 16;
  private static final int LEAST_TEXT_COLUMNS = 10;

  @Parameters(
      paramLabel = "HANDLE",
      arity = "0..1",
      description = "The user, with or without @; the sample user ${DEFAULT-VALUE} unless told.")
  private String handle = SampleUsers.INES.handle();

  @Option(names = "--all", description = "Prints all; the newest 20 without it.")
  private boolean all;

  @Option(names = "--json", description = "Prints each as a JSON object, one a line.")
  private boolean json;

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return options.with(spec.commandLine().getErr(), this::list);
  }

  private int list(TableTarget table) {
    PrintWriter out = spec.commandLine().getOut();
    List<MessageGroup> groups = new ConversationLists(table.rows()).ofUser(handle, all);
    if (json) {
      JsonLines lines = new JsonLines(out);
      groups.forEach(group -> lines.print(ApiFields.of(group)));
    } else {
      int handles =
          groups.stream().mapToInt(group -> DisplayText.width(handle(group))).max().orElse(0);
      groups.forEach(group -> out.println(line(group, Math.min(handles, LONGEST_HANDLE))));
    }
    spec.commandLine()
        .getErr()
        .printf("%d conversations, %s%n", groups.size(), table.dynamoDb().capacity());
    return ExitCode.OK;
  }

  private static String line(MessageGroup group, int handleColumns) {
    int textColumns =
        Math.max(LEAST_TEXT_COLUMNS, Screen.columns() - FIXED_COLUMNS - handleColumns - 2);
    return "%s  %s  %s  %s"
        .formatted(
            LocalTime.of(group.lastMessageAt()),
            group.uuid(),
            DisplayText.fitted(handle(group), handleColumns),
            DisplayText.cut(DisplayText.oneLine(group.lastText()), textColumns));
  }

  private static String handle(MessageGroup group) {
    return "@" + DisplayText.oneLine(group.other().handle());
  }
}
