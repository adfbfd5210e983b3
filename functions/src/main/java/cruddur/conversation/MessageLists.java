package cruddur.conversation;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.UserProfile;
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
   * A page of a group's messages, oldest first, strongly consistent: whoever has got the answer to
   * a post finds it here.
   *
   * <p>{@link Refusal#MESSAGE_GROUP_NOT_FOUND} for who is no member.
   */
  public Outcome<Page<Message>> page(UserProfile caller, String groupUuid, PageRequest request) {
    if (!memberships.isMember(caller.uuid(), groupUuid)) {
      return Outcome.refused(Refusal.MESSAGE_GROUP_NOT_FOUND);
    }
    int oneMore = request.limit() + 1;
    List<Message> newestFirst =
        rows.first(oneMore, new RowQuery.Messages(groupUuid, request.before(), oneMore));
    return Outcome.accepted(
        Page.cut(newestFirst, request.limit(), message -> message.createdAt().text())
            .withItems(List::reversed));
  }
}
