package cruddur.commands.check.group;

import cruddur.commands.check.issue.PairIssue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.repair.RepairResult;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that two users have one conversation, and that their pair's row names it. */
public final class PairCheck {

  private final Rows rows;
  private final PairTable pairs;

  public PairCheck(TableTarget table) {
    rows = table.rows();
    pairs = new PairTable(table);
  }

  /** The issue of the pair of a group's two members. */
  Optional<RepairableIssue> issueOfGroup(String groupUuid, RowKey.OfPair users) {
    Optional<Pair> existing = rows.get(users);
    if (existing.isEmpty()) {
      Pair expected = new Pair(users, newestGroup(users).orElse(groupUuid));
      return Optional.of(
          expected.groupUuid().equals(groupUuid)
              ? missing(expected)
              : duplicate(groupUuid, expected));
    }
    return existing
        .filter(pair -> !pair.groupUuid().equals(groupUuid) && isListed(pair))
        .map(pair -> duplicate(groupUuid, pair));
  }

  /**
   * The issue of a pair's row. If its group has messages and no rows, the issue is the group's, not
   * the pair's.
   */
  public Optional<RepairableIssue> issueOfPair(Pair pair) {
    boolean isCorrect =
        isListed(pair) || (!hasRows(pair) && new Conversations(rows).hasMessages(pair.groupUuid()));
    return isCorrect
        ? Optional.empty()
        : Optional.of(
            new RepairableIssue(new PairIssue.DanglingPair(pair), () -> repairDangling(pair)));
  }

  /** The group that starting a conversation would continue: that of the last message. */
  private Optional<String> newestGroup(RowKey.OfPair users) {
    return Stream.of(
            MemberSearch.withUser(users.lowerUuid(), users.higherUuid()),
            MemberSearch.withUser(users.higherUuid(), users.lowerUuid()))
        .flatMap(search -> rows.all(search).stream())
        .max(MessageGroup.BY_LAST_MESSAGE)
        .map(MessageGroup::uuid);
  }

  /**
   * A stale index is safe here, since membership is never revoked. A row that cannot be read counts
   * too.
   */
  private boolean isListed(Pair pair) {
    List<String> users = List.of(pair.users().lowerUuid(), pair.users().higherUuid());
    return rows.allReadable(RowQuery.IndexOfGroup.of(pair.groupUuid())).stream()
            .anyMatch(row -> users.contains(row.memberUuid()))
        || users.stream()
            .anyMatch(user -> rows.count(1, MemberSearch.ofGroup(user, pair.groupUuid())) > 0);
  }

  private boolean hasRows(Pair pair) {
    return !rows.allReadable(RowQuery.IndexOfGroup.of(pair.groupUuid())).isEmpty();
  }

  private RepairableIssue missing(Pair pair) {
    return new RepairableIssue(
        new PairIssue.MissingPair(pair),
        () ->
            RepairResult.ofPut(
                rows.put(pair, new KeyIsFree()),
                pair,
                "the pair's row",
                "the two users have another group now: run check again"));
  }

  private static RepairableIssue duplicate(String groupUuid, Pair conversation) {
    return RepairableIssue.manual(
        new PairIssue.DuplicateConversation(groupUuid, conversation),
        "both groups can be read and written, and starting a conversation continues the other one; messages are never"
            + " moved between groups");
  }

  private RepairResult repairDangling(Pair pair) {
    Optional<Pair> replacement =
        newestGroup(pair.users()).map(group -> new Pair(pair.users(), group));
    boolean isDone =
        replacement.map(found -> pairs.replace(pair, found)).orElseGet(() -> pairs.delete(pair));
    if (!isDone) {
      return new RepairResult.Skipped(
          "another process has changed the pair's row: run check again");
    }
    return new RepairResult.Repaired(
        replacement
            .map(found -> "it now names group %s".formatted(found.groupUuid()))
            .orElse("it was deleted: the two users have no group"));
  }
}
