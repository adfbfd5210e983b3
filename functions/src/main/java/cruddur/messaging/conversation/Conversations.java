package cruddur.messaging.conversation;

import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRow;
import java.util.Optional;

/** Finds the one conversation of two users. */
public record Conversations(Rows rows) {

  /** A conversation; groups that Cruddur's Flask app created have no pair row. */
  public record Conversation(Pair pair, boolean hasPairRow) {}

  /** Finds the conversation of two users by their pair row, then by the first user's group rows. */
  public Optional<Conversation> find(String userUuid, String otherUuid) {
    RowKey.OfPair users = RowKey.OfPair.of(userUuid, otherUuid);
    return rows.get(users)
        .map(pair -> new Conversation(pair, true))
        .or(() ->
            legacyGroup(userUuid, otherUuid)
                .map(group -> new Conversation(new Pair(users, group), false)));
  }

  /** Writes the pair row of a legacy group, unless a concurrent request has. Returns the winner. */
  public Pair adopt(Pair legacy) {
    return switch (rows.put(legacy, new KeyIsFree())) {
      case PutOutcome.Written() -> legacy;
      case PutOutcome.Refused(UnreadableRow existing) -> throw existing.cause();
      case PutOutcome.Refused(Row existing) -> (Pair) existing;
    };
  }

  /** Whether a group has at least one message. One request. */
  public boolean hasMessages(String groupUuid) {
    return rows.count(1, new RowQuery.Messages(groupUuid, Optional.empty(), 1)) > 0;
  }

  private Optional<String> legacyGroup(String userUuid, String otherUuid) {
    return rows.all(RowQuery.MemberSearch.withUser(userUuid, otherUuid)).stream()
        .max(MessageGroup.BY_LAST_MESSAGE)
        .map(MessageGroup::uuid);
  }
}
