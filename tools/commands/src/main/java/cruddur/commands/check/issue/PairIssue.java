package cruddur.commands.check.issue;

import cruddur.messaging.port.row.Pair;
import cruddur.store.dynamodb.item.MessagesTable;

/** An issue of two users' pair: they must have one conversation, which the pair's row names. */
public sealed interface PairIssue extends Issue {

  /** A conversation whose pair has no row. */
  record MissingPair(Pair missing) implements PairIssue {

    @Override
    public String code() {
      return "missing-pair";
    }

    @Override
    public String key() {
      return MessagesTable.pk(missing.key());
    }

    @Override
    public String description() {
      return "no row, but the two users have group %s".formatted(missing.groupUuid());
    }
  }

  /** A group of two users whose pair names another group. */
  record DuplicateConversation(String groupUuid, Pair conversation) implements PairIssue {

    @Override
    public String code() {
      return "duplicate-conversation";
    }

    @Override
    public String key() {
      return MessagesTable.messagesOf(groupUuid);
    }

    @Override
    public String description() {
      return "users %s and %s already have group %s"
          .formatted(
              conversation.users().lowerUuid(),
              conversation.users().higherUuid(),
              conversation.groupUuid());
    }
  }

  /** A pair's row that names a group that neither user has. */
  record DanglingPair(Pair pair) implements PairIssue {

    @Override
    public String code() {
      return "dangling-pair";
    }

    @Override
    public String key() {
      return MessagesTable.pk(pair.key());
    }

    @Override
    public String description() {
      return "it names group %s, which neither user has".formatted(pair.groupUuid());
    }
  }
}
