package cruddur.commands.conversations;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.terminal.LocalTime;
import cruddur.commands.terminal.Screen;
import cruddur.commands.terminal.Wrapping;
import cruddur.messaging.port.row.Message;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a conversation. */
@Command(
    name = "get-conversation",
    description = {
      "Print the newest 20 messages of a conversation, oldest first; all with --all.",
      "What each member has read, the number of messages and the consumed read units go to standard error.",
      ""
    },
    sortOptions = false)
public final class GetConversation implements Callable<Integer> {

  private static final int LONGEST_NAME = 20;
  private static final int MIN_TEXT_COLUMNS = 20;

  @Parameters(
      paramLabel = "GROUP",
      description = "The uuid of the conversation, as list-conversations prints it.")
  private String groupUuid;

  @Option(
      names = "--for",
      paramLabel = "HANDLE",
      description =
          "Print the conversation as this member sees it, without the messages that they have cleared, and only what they"
              + " have read.")
  private Optional<String> member = Optional.empty();

  @Mixin private ConversationOptions options = new ConversationOptions();

  @Override
  public Integer call() {
    if (groupUuid.isEmpty()) {
      throw CommandFailedException.ofUsage("GROUP must not be empty");
    }
    return options.print(
        new ConversationOptions.Output<>(
            "messages", this::messages, ApiFields::of, GetConversation::print, this::readStates));
  }

  private List<Message> messages(ConversationLists lists, boolean all) {
    return member
        .map(handle -> lists.ofMember(groupUuid, handle, all))
        .orElseGet(() -> lists.ofGroup(groupUuid, all));
  }

  private List<String> readStates(ConversationLists lists, List<Message> messages) {
    return member
        .map(handle -> lists.readStateOf(groupUuid, handle))
        .orElseGet(() -> lists.readStates(messages));
  }

  private static void print(List<Message> messages, PrintWriter out) {
    int names =
        messages.stream().mapToInt(message -> DisplayText.width(name(message))).max().orElse(0);
    messages.forEach(message -> print(message, Math.min(names, LONGEST_NAME), out));
  }

  /** Prints time and sender, and beside them the wrapped text. */
  private static void print(Message message, int nameColumns, PrintWriter out) {
    String head =
        "%s  %s  "
            .formatted(
                LocalTime.of(message.createdAt()), DisplayText.padded(name(message), nameColumns));
    int indent = DisplayText.width(head);
    int textColumns = Math.max(MIN_TEXT_COLUMNS, Screen.columns() - indent);
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
