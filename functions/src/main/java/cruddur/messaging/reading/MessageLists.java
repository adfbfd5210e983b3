package cruddur.messaging.reading;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.util.List;

/** Pattern A: the messages of a group, for its members. */
public final class MessageLists {

  private final Rows rows;
  private final Memberships memberships;

  public MessageLists(Rows rows, Memberships memberships) {
    this.rows = rows;
    this.memberships = memberships;
  }

  /**
   * A page of a group's messages, oldest first, strongly consistent: whoever has got the response
   * to a post finds it here.
   *
   * <p>{@link ErrorCode#MESSAGE_GROUP_NOT_FOUND} for who is no member.
   */
  public Result<Page<Message>> page(UserProfile caller, String groupUuid, PageRequest request) {
    if (!memberships.isMember(caller.uuid(), groupUuid)) {
      return Result.refused(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
    }
    int oneMore = request.limit() + 1;
    List<Message> newestFirst =
        rows.first(oneMore, new RowQuery.Messages(groupUuid, request.before(), oneMore));
    return Result.accepted(
        Page.cut(newestFirst, request.limit(), message -> message.createdAt().text())
            .withItems(List::reversed));
  }
}
