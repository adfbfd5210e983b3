package cruddur.commands.check;

import cruddur.commands.targets.TableTarget;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two users have one conversation, and their pair's row names it. */
final class PairCheck {

  private final Rows rows;
  private final PairTable pairs;

  PairCheck(TableTarget table) {
    rows = table.rows();
    pairs = new PairTable(table);
  }

  /** What is wrong about the pair of a group's two members. */
  Optional<RepairableIssue> faultOfGroup(String groupUuid, RowKey.OfPair users) {
    Optional<Pair> standing = rows.get(users);
    if (standing.isEmpty()) {
      Pair right = new Pair(users, newestGroup(users).orElse(groupUuid));
      return Optional.of(
          right.groupUuid().equals(groupUuid) ? missing(right) : second(groupUuid, right));
    }
    return standing
        .filter(pair -> !pair.groupUuid().equals(groupUuid) && isListed(pair))
        .map(pair -> second(groupUuid, pair));
  }

  /**
   * What is wrong about a pair's row. Where the group has messages and is in nobody's list, it is
   * the group that lacks its rows.
   */
  Optional<RepairableIssue> faultOfPair(Pair pair) {
    boolean isFounded =
        isListed(pair)
            || (!isListedAtAll(pair) && new Conversations(rows).hasMessages(pair.groupUuid()));
    return isFounded
        ? Optional.empty()
        : Optional.of(new RepairableIssue(new PairIssue.PairOfNothing(pair), () -> redirect(pair)));
  }

  /** The group that the two would go on in, as a start would find it: that of the last message. */
  private Optional<String> newestGroup(RowKey.OfPair users) {
    return Stream.of(
            MemberSearch.withUser(users.lowerUuid(), users.higherUuid()),
            MemberSearch.withUser(users.higherUuid(), users.lowerUuid()))
        .flatMap(search -> rows.all(search).stream())
        .max(MessageGroup.BY_LAST_MESSAGE)
        .map(MessageGroup::uuid);
  }

  /** A yes of the lagging index is safe, since membership is never revoked. */
  private boolean isListed(Pair pair) {
    List<String> users = List.of(pair.users().lowerUuid(), pair.users().higherUuid());
    return rows.all(RowQuery.IndexOfGroup.of(pair.groupUuid())).stream()
            .anyMatch(row -> users.contains(row.memberUuid()))
        || users.stream()
            .anyMatch(user -> !rows.all(MemberSearch.ofGroup(user, pair.groupUuid())).isEmpty());
  }

  private boolean isListedAtAll(Pair pair) {
    return !rows.all(RowQuery.IndexOfGroup.of(pair.groupUuid())).isEmpty();
  }

  private RepairableIssue missing(Pair right) {
    return new RepairableIssue(
        new PairIssue.MissingPair(right),
        () ->
            switch (rows.put(right, new KeyIsFree())) {
              case PutOutcome.Written() -> new RepairResult.Repaired("the pair's row is there now");
              case PutOutcome.Refused(Row standing) when standing.equals(right) ->
                  new RepairResult.Repaired("the pair's row has come meanwhile");
              case PutOutcome.Refused _ ->
                  new RepairResult.Skipped(
                      "the two have got another group meanwhile: run it again");
            });
  }

  private static RepairableIssue second(String groupUuid, Pair conversation) {
    return RepairableIssue.beyondRepair(
        new PairIssue.SecondGroup(groupUuid, conversation),
        "both can be read and written, and a start leads to the other; nothing moves messages from one to the other");
  }

  private RepairResult redirect(Pair pair) {
    Optional<Pair> right = newestGroup(pair.users()).map(group -> new Pair(pair.users(), group));
    boolean isDone =
        right.map(found -> pairs.replace(pair, found)).orElseGet(() -> pairs.delete(pair));
    if (!isDone) {
      return new RepairResult.Skipped("the pair's row has changed meanwhile: run it again");
    }
    return new RepairResult.Repaired(
        right
            .map(found -> "it names group %s now".formatted(found.groupUuid()))
            .orElse("it is deleted: the two have no group"));
  }
}
