package cruddur.commands.repair;

import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.stream.MessageGroupRewriter;
import java.util.List;
import java.util.Optional;

/** Repairs a member's rows of a group, so that one row shows the newest message. */
public final class MemberRepair {

  private final Rows rows;
  private final MessageGroupRewriter rewriter;
  private final ProfileSearch profiles;

  public MemberRepair(TableTarget table) {
    rows = table.rows();
    rewriter = new MessageGroupRewriter(rows);
    profiles = new ProfileSearch(table);
  }

  /**
   * Repairs a member's rows.
   *
   * @param newest the group's newest message
   * @param other the other member's uuid
   * @param senders the users who have written in the group
   */
  public RepairResult repair(
      Message newest, String member, String other, List<UserProfile> senders) {
    List<MessageGroup> own = rowsOf(member, newest);
    Optional<UserProfile> partner =
        own.stream()
            .map(MessageGroup::other)
            .findFirst()
            .or(() -> senders.stream().filter(sender -> sender.uuid().equals(other)).findFirst())
            .or(() -> profiles.ofUser(other));
    if (partner.isEmpty()) {
      return new RepairResult.Skipped(
          "the profile of the other member, %s, does not exist: run sync-profiles, then run check again"
              .formatted(other));
    }
    rewriter.rewriteMember(newest, member, partner);
    if (replaceIncorrect(member, newest)) {
      rewriter.rewriteMember(newest, member, partner);
    }
    return switch (GroupRowRules.stateOf(rowsOf(member, newest), newest)) {
      case CORRECT -> new RepairResult.Repaired("one row shows the newest message");
      case STALE ->
          new RepairResult.Skipped("rows only move forward: the group's next message corrects it");
      case MISSING, SEVERAL, MALFORMED ->
          new RepairResult.Skipped("the rows keep changing: run check again");
    };
  }

  /**
   * Puts the correct row beside or over each row that is incorrect but not older than the newest
   * message, such as one with a malformed timestamp: the rewriter leaves those alone.
   */
  private boolean replaceIncorrect(String member, Message newest) {
    List<MessageGroup> incorrect =
        rowsOf(member, newest).stream()
            .filter(
                row -> !GroupRowRules.isAhead(row, newest) && !GroupRowRules.isCorrect(row, newest))
            .toList();
    Message canonical = newest.at(Timestamp.of(newest.createdAt().instant()));
    for (MessageGroup row : incorrect) {
      rows.put(
          MessageGroup.showing(canonical, member, row.other()),
          new PutCondition.KeyIsFreeOrSameGroup(row.uuid()));
    }
    return !incorrect.isEmpty();
  }

  private List<MessageGroup> rowsOf(String member, Message newest) {
    return rows.all(MemberSearch.ofGroup(member, newest.groupUuid()));
  }
}
