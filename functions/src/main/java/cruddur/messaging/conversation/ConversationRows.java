package cruddur.messaging.conversation;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a conversation between two users. */
public final class ConversationRows {

  private ConversationRows() {}

  public static Pair pair(UserProfile one, UserProfile other, String groupUuid) {
    return new Pair(RowKey.OfPair.of(one.uuid(), other.uuid()), groupUuid);
  }

  public static List<MessageGroup> groupRows(Message newest, UserProfile one, UserProfile other) {
    return List.of(
        MessageGroup.showing(newest, one.uuid(), other),
        MessageGroup.showing(newest, other.uuid(), one));
  }

  /** All rows of a conversation that this message starts; each requires its key to be free. */
  public static List<ConditionalPut> started(Message first, UserProfile receiver) {
    UserProfile starter = first.sender();
    return Stream.of(
            Stream.of(pair(starter, receiver, first.groupUuid())),
            groupRows(first, starter, receiver).stream(),
            Stream.of(first))
        .flatMap(rows -> rows)
        .map(row -> new ConditionalPut(row, new KeyIsFree()))
        .toList();
  }
}
