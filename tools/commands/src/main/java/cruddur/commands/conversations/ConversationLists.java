package cruddur.commands.conversations;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageGroupLists.Visibility;
import cruddur.messaging.reading.Page;
import cruddur.messaging.reading.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads conversations for an operator, who is not a member. All reads are strongly consistent. */
record ConversationLists(RowReader rows) {

  /**
   * A user's conversations, newest first, also those that the user has hidden or cleared.
   *
   * @param handle with or without {@code @}
   * @param all whether to read all pages, not only the newest
   * @throws CommandFailedException if no user has the handle
   */
  List<ListedGroup> ofUser(String handle, boolean all) {
    UserProfile user = new ProfileLookup(rows).of(handle);
    MessageGroupLists lists = new MessageGroupLists(rows, ConcurrentTasks.ONE_BY_ONE);
    List<ListedGroup> groups = new ArrayList<>();
    Optional<String> before = Optional.empty();
    do {
      int limit = all ? PageRequest.MAX_LIMIT : PageRequest.DEFAULT_LIMIT;
      Page<ListedGroup> page = lists.page(user, new PageRequest(limit, before), Visibility.ALL);
      groups.addAll(page.items());
      before = page.next();
    } while (all && before.isPresent());
    return groups;
  }

  /**
   * A conversation's messages, oldest first.
   *
   * @param all whether to read all messages, not only the newest page
   * @throws CommandFailedException if the conversation does not exist
   */
  List<Message> ofGroup(String groupUuid, boolean all) {
    RowQuery.Messages query =
        new RowQuery.Messages(
            groupUuid, Optional.empty(), all ? PageRequest.MAX_LIMIT : PageRequest.DEFAULT_LIMIT);
    List<Message> newestFirst =
        all ? rows.allReadable(query) : rows.firstReadable(PageRequest.DEFAULT_LIMIT, query);
    if (newestFirst.isEmpty() && rows.count(1, query) == 0) {
      throw new CommandFailedException(
          "Conversation %s does not exist: bin/cruddur list-conversations prints the conversations of a user"
              .formatted(groupUuid));
    }
    return newestFirst.reversed();
  }

  /**
   * A conversation's messages as a member sees them, oldest first: without those that they have
   * cleared.
   *
   * @param handle with or without {@code @}
   * @throws CommandFailedException if the conversation does not exist or the user is not a member
   */
  List<Message> ofMember(String groupUuid, String handle, boolean all) {
    List<Message> messages = ofGroup(groupUuid, all);
    ReadState state =
        new MemberStateReport(rows).stateOf(member(groupUuid, handle).uuid(), groupUuid);
    return messages.stream().filter(message -> !state.hasCleared(message.createdAt())).toList();
  }

  /** A line for each member of the conversation of these messages: what they have read. */
  List<String> readStates(List<Message> oldestFirst) {
    return oldestFirst.isEmpty()
        ? List.of()
        : new MemberStateReport(rows).lines(oldestFirst.getLast());
  }

  /** The line of one member, also if they have cleared all messages. */
  List<String> readStateOf(String groupUuid, String handle) {
    UserProfile member = member(groupUuid, handle);
    MemberStateReport report = new MemberStateReport(rows);
    ReadState state = report.stateOf(member.uuid(), groupUuid);
    return rows.firstReadable(1, new RowQuery.Messages(groupUuid, Optional.empty(), 1)).stream()
        .map(newest -> report.line("@" + member.handle(), state, newest))
        .toList();
  }

  private UserProfile member(String groupUuid, String handle) {
    UserProfile user = new ProfileLookup(rows).of(handle);
    boolean isMember =
        Stream.concat(
                rows.allReadable(RowQuery.IndexOfGroup.of(groupUuid)).stream(),
                rows.allReadable(RowQuery.MemberSearch.ofGroup(user.uuid(), groupUuid)).stream())
            .anyMatch(row ->
                row.memberUuid().equals(user.uuid()) || row.other().uuid().equals(user.uuid()));
    if (!isMember) {
      throw new CommandFailedException(
          "User @%s is not a member of conversation %s: get-conversation without --for prints its members"
              .formatted(user.handle(), groupUuid));
    }
    return user;
  }
}
