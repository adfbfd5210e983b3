package cruddur.commands.repair;

import cruddur.commands.check.GroupIssue;
import cruddur.commands.check.GroupRowRules;
import cruddur.commands.check.Issue;
import cruddur.commands.check.ProfileSearch;
import cruddur.commands.check.RepairResult;
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

/** Gives a member the one row of a group that he should have, as the stream would have done. */
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
   * Mends a member's rows.
   *
   * @param newest what they should show
   * @param other the other member's uuid
   * @param senders who has written in the group
   */
  public RepairResult mend(Message newest, String member, String other, List<UserProfile> senders) {
    List<MessageGroup> own = rowsOf(member, newest);
    Optional<UserProfile> partner =
        own.stream()
            .map(MessageGroup::other)
            .findFirst()
            .or(() -> senders.stream().filter(sender -> sender.uuid().equals(other)).findFirst())
            .or(() -> profiles.ofUser(other));
    if (partner.isEmpty()) {
      return new RepairResult.Skipped(
          "nothing tells the name of the other member, %s: sync-profiles, and run it again"
              .formatted(other));
    }
    rewriter.settle(newest, member, partner);
    if (replaceWrong(member, newest)) {
      rewriter.settle(newest, member, partner);
    }
    return GroupRowRules.finding(member, newest, rowsOf(member, newest))
        .<RepairResult>map(found -> new RepairResult.Skipped(advice(found)))
        .orElseGet(() -> new RepairResult.Repaired("one row shows the newest message now"));
  }

  /**
   * A row that shows the newest message wrongly, or stands at no time, does not look older than it:
   * the right one is put beside it, or over it. At the message's own moment nothing newer stands.
   */
  private boolean replaceWrong(String member, Message newest) {
    List<MessageGroup> wrong =
        rowsOf(member, newest).stream()
            .filter(
                row -> !GroupRowRules.isAhead(row, newest) && !GroupRowRules.isRight(row, newest))
            .toList();
    Message canonical = newest.at(Timestamp.of(newest.createdAt().instant()));
    for (MessageGroup row : wrong) {
      rows.put(
          MessageGroup.showing(canonical, member, row.other()),
          new PutCondition.KeyIsFreeOrOfGroup(row.uuid()));
    }
    return !wrong.isEmpty();
  }

  private static String advice(Issue found) {
    return found instanceof GroupIssue.StaleRow
        ? "rows only move forward: the group's next message puts it right"
        : "the rows keep changing: run it again";
  }

  private List<MessageGroup> rowsOf(String member, Message newest) {
    return rows.all(MemberSearch.ofGroup(member, newest.groupUuid()));
  }
}
