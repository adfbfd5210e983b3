package cruddur.messaging.reading;

import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.util.List;

/** Pattern A: lists the messages of a group. */
public final class MessageLists {

  private final Rows rows;
  private final Memberships memberships;

  public MessageLists(Rows rows, Memberships memberships) {
    this.rows = rows;
    this.memberships = memberships;
  }

  /** A page of messages, oldest first, strongly consistent. Non-members are refused. */
  public Page<Message> page(UserProfile caller, String groupUuid, PageRequest request) {
    memberships.requireMember(caller.uuid(), groupUuid);
    int oneMore = request.limit() + 1;
    List<Message> newestFirst =
        rows.firstReadable(oneMore, new RowQuery.Messages(groupUuid, request.before(), oneMore));
    return Page.cut(newestFirst, request.limit(), message -> message.createdAt().text())
        .withItems(List::reversed);
  }
}
