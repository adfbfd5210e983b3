package cruddur.commands.check;

import cruddur.messaging.port.row.Pair;
import cruddur.store.dynamodb.MessagesTable;

/** Two users who do not have one conversation that both starting it lead to. */
sealed interface PairIssue extends Issue {

  /** A conversation that its members' next start would have to search for. */
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
    public String what() {
      return "no row, and the two have group %s".formatted(missing.groupUuid());
    }
  }

  /** A group of two users who have another. */
  record SecondGroup(String groupUuid, Pair conversation) implements PairIssue {

    @Override
    public String code() {
      return "second-group";
    }

    @Override
    public String key() {
      return MessagesTable.messagesOf(groupUuid);
    }

    @Override
    public String what() {
      return "users %s and %s have another group, %s"
          .formatted(
              conversation.users().lowerUuid(),
              conversation.users().higherUuid(),
              conversation.groupUuid());
    }
  }

  /** A pair's row names a group that neither has. */
  record PairOfNothing(Pair pair) implements PairIssue {

    @Override
    public String code() {
      return "pair-of-nothing";
    }

    @Override
    public String key() {
      return MessagesTable.pk(pair.key());
    }

    @Override
    public String what() {
      return "it names group %s, which neither of the two has".formatted(pair.groupUuid());
    }
  }
}
