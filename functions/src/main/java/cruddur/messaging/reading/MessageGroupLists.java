package cruddur.messaging.reading;

import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.UserProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Pattern B: lists a user's message groups. */
public final class MessageGroupLists {

  private final Rows rows;

  public MessageGroupLists(Rows rows) {
    this.rows = rows;
  }

  /**
   * A page of groups, newest first, strongly consistent. Of two rows of a group that is being
   * rewritten it has the newer one.
   */
  public Page<MessageGroup> page(UserProfile caller, PageRequest request) {
    int oneMore = request.limit() + 1;
    List<MessageGroup> newestFirst =
        rows.firstReadable(
            oneMore, new RowQuery.GroupsOfMember(caller.uuid(), request.before(), oneMore));
    return Page.cut(newestFirst, request.limit(), group -> group.sortKey().text())
        .withItems(MessageGroupLists::newestOfEachGroup);
  }

  private static List<MessageGroup> newestOfEachGroup(List<MessageGroup> page) {
    Map<String, MessageGroup> newest = new LinkedHashMap<>();
    page.forEach(
        row -> newest.merge(row.uuid(), row, BinaryOperator.maxBy(MessageGroup.BY_LAST_MESSAGE)));
    return List.copyOf(newest.values());
  }
}
