package cruddur.messaging.reading;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.ReadStates.FirstStates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Pattern B: lists a user's message groups. */
public final class MessageGroupLists {

  /** Which of the groups a list has. */
  public enum Visibility {
    /** Those that the caller has neither hidden nor cleared up to their last message. */
    VISIBLE,
    /** Those that the caller has hidden, but not cleared. */
    HIDDEN,
    /** All, also those that the caller has cleared: for operators. */
    ALL
  }

  /** As many as the client keeps connections. */
  static final int MAX_CONCURRENT_REQUESTS = 32;

  private final RowReader rows;
  private final ConcurrentTasks tasks;
  private final ReadStates readStates;
  private final UnreadCounter unread;

  public MessageGroupLists(RowReader rows, ConcurrentTasks tasks) {
    this.rows = rows;
    this.tasks = tasks;
    this.readStates = new ReadStates(rows, tasks);
    this.unread = new UnreadCounter(rows);
  }

  /**
   * A page of groups, newest first, strongly consistent. Of two rows of a group that is being
   * rewritten it has the newer one. It has fewer groups than requested, perhaps none, where others
   * are left out, and still a next page.
   */
  public Page<ListedGroup> page(UserProfile caller, PageRequest request, Visibility visibility) {
    int oneMore = request.limit() + 1;
    var read =
        tasks.both(
            () ->
                rows.firstReadable(
                    oneMore, new RowQuery.GroupsOfMember(caller.uuid(), request.before(), oneMore)),
            () -> readStates.readFirst(caller.uuid()));
    return Page.cut(read.first(), request.limit(), group -> group.sortKey().text())
        .withItems(page -> listed(newestOfEachGroup(page), read.second(), visibility));
  }

  private List<ListedGroup> listed(
      List<MessageGroup> page, FirstStates first, Visibility visibility) {
    Map<String, ReadState> states =
        readStates.ofGroups(page.stream().map(MessageGroup::uuid).toList(), first);
    List<MessageGroup> visible =
        page.stream()
            .filter(group -> isIn(visibility, states.get(group.uuid()), group.lastMessageAt()))
            .toList();
    return tasks.mapLimited(
        MAX_CONCURRENT_REQUESTS, visible, group -> counted(group, states.get(group.uuid())));
  }

  private ListedGroup counted(MessageGroup group, ReadState state) {
    return new ListedGroup(group, state, unread.count(group.last(), state));
  }

  private static boolean isIn(Visibility visibility, ReadState state, Timestamp lastMessageAt) {
    boolean isCleared = state.hasCleared(lastMessageAt);
    boolean isHidden = state.hasHidden(lastMessageAt);
    return switch (visibility) {
      case VISIBLE -> !isCleared && !isHidden;
      case HIDDEN -> !isCleared && isHidden;
      case ALL -> true;
    };
  }

  private static List<MessageGroup> newestOfEachGroup(List<MessageGroup> page) {
    Map<String, MessageGroup> newest = new LinkedHashMap<>();
    page.forEach(
        row -> newest.merge(row.uuid(), row, BinaryOperator.maxBy(MessageGroup.BY_LAST_MESSAGE)));
    return List.copyOf(newest.values());
  }
}
