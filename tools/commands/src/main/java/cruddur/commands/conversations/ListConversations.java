package cruddur.commands.conversations;

import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.LocalTime;
import cruddur.commands.terminal.Screen;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.reading.ListedGroup;
import cruddur.toolkit.sample.SampleUsers;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a user's conversations. */
@Command(
    name = "list-conversations",
    description = {
      "Print a user's newest 20 conversations, newest first; all with --all.",
      "Each is read, has unread messages, or has been hidden or cleared by the user.",
      "Their number and the consumed read units go to standard error.",
      ""
    },
    sortOptions = false)
public final class ListConversations implements Callable<Integer> {

  /** A local time, two spaces, a uuid, two spaces. */
  private static final int FIXED_COLUMNS = LocalTime.COLUMNS + 2 + 36 + 2;

  private static final int LONGEST_HANDLE = 16;
  private static final int MIN_TEXT_COLUMNS = 10;

  @Parameters(
      paramLabel = "HANDLE",
      arity = "0..1",
      description = "The user's handle, with or without @ (default: ${DEFAULT-VALUE}).")
  private String handle = SampleUsers.INES.handle();

  @Mixin private ConversationOptions options = new ConversationOptions();

  @Override
  public Integer call() {
    return options.print(
        new ConversationOptions.Output<>(
            "conversations",
            (lists, all) -> lists.ofUser(handle, all),
            GroupFields::of,
            ListConversations::print,
            (_, _) -> List.of()));
  }

  private static void print(List<ListedGroup> groups, PrintWriter out) {
    int handles = Math.min(width(groups, ListConversations::handle), LONGEST_HANDLE);
    int states = width(groups, MemberStateText::of);
    groups.forEach(group -> out.println(line(group, handles, states)));
  }

  private static int width(List<ListedGroup> groups, Function<ListedGroup, String> column) {
    return groups.stream().map(column).mapToInt(DisplayText::width).max().orElse(0);
  }

  private static String line(ListedGroup listed, int handleColumns, int stateColumns) {
    MessageGroup group = listed.group();
    int textColumns =
        Math.max(
            MIN_TEXT_COLUMNS,
            Screen.columns() - FIXED_COLUMNS - handleColumns - 2 - stateColumns - 2);
    return "%s  %s  %s  %s  %s"
        .formatted(
            LocalTime.of(group.lastMessageAt()),
            group.uuid(),
            DisplayText.padded(handle(listed), handleColumns),
            DisplayText.padded(MemberStateText.of(listed), stateColumns),
            DisplayText.truncated(DisplayText.oneLine(group.lastText()), textColumns));
  }

  private static String handle(ListedGroup listed) {
    return "@" + DisplayText.oneLine(listed.group().other().handle());
  }
}
