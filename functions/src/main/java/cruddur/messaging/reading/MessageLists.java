package cruddur.messaging.reading;

import cruddur.messaging.ConcurrentTasks;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.util.List;
import java.util.Optional;

/** Pattern A: lists the messages of a group. */
public final class MessageLists {

  private final RowReader rows;
  private final Memberships memberships;
  private final ConcurrentTasks tasks;

  public MessageLists(RowReader rows, Memberships memberships, ConcurrentTasks tasks) {
    this.rows = rows;
    this.memberships = memberships;
    this.tasks = tasks;
  }

  /**
   * A page of messages, oldest first, strongly consistent, without those that the caller has
   * cleared. Non-members are refused.
   */
  public Page<Message> page(UserProfile caller, String groupUuid, PageRequest request) {
    memberships.requireMember(caller.uuid(), groupUuid);
    int oneMore = request.limit() + 1;
    var read =
        tasks.both(
            () ->
                rows.firstReadable(
                    oneMore, new RowQuery.Messages(groupUuid, request.before(), oneMore)),
            () -> rows.getReadable(new RowKey.OfReadState(caller.uuid(), groupUuid)));
    List<Message> newestFirst = read.first();
    Optional<ReadState> state = read.second();
    // If one of the rows is cleared, no page follows: all earlier ones are cleared too.
    List<Message> visible =
        newestFirst.stream().filter(message -> !isCleared(message, state)).toList();
    return Page.cut(visible, request.limit(), message -> message.createdAt().text())
        .withItems(List::reversed);
  }

  private static boolean isCleared(Message message, Optional<ReadState> state) {
    return state.filter(known -> known.hasCleared(message.createdAt())).isPresent();
  }
}
