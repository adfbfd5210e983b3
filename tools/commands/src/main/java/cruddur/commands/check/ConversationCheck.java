package cruddur.commands.check;

import cruddur.commands.check.CheckItem.Conversation;
import cruddur.commands.repair.MemberRepair;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each member of a group has exactly one row of it, which shows the newest message, and the pair's
 * row names the group.
 *
 * <p>The index is believed when what it shows is right. All else is read consistently, and twice,
 * since the stream may be moving the rows at this very moment; and a group that somebody has
 * written to within the last minute is left for another time.
 */
final class ConversationCheck {

  /** The stream takes a second or so; a minute is slow. */
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

  private final Rows rows;
  private final PairCheck pairs;
  private final MemberRepair repair;
  private final OrphanGroupCheck unlisted;
  private final Clock clock;
  private final LongAdder unsettled = new LongAdder();

  ConversationCheck(Rows rows, PairCheck pairs, MemberRepair repair, Clock clock) {
    this.rows = rows;
    this.pairs = pairs;
    this.repair = repair;
    unlisted = new OrphanGroupCheck(rows, repair);
    this.clock = clock;
  }

  /** How many groups were left, since they were changing. */
  long unsettled() {
    return unsettled.sum();
  }

  /** What is wrong about a group. */
  List<RepairableIssue> faults(Conversation group) {
    List<MessageGroup> indexed = rows.all(RowQuery.IndexOfGroup.of(group.groupUuid()));
    Set<String> members =
        indexed.stream().map(MessageGroup::memberUuid).collect(Collectors.toSet());
    if (isWhole(indexed, members, group.newest())) {
      return faultOfPair(group, members).stream().toList();
    }
    List<RepairableIssue> faults = look(group);
    return faults.isEmpty() ? faults : look(group);
  }

  private static boolean isWhole(List<MessageGroup> indexed, Set<String> members, Message newest) {
    return indexed.size() == 2
        && members.size() == 2
        && indexed.stream()
            .allMatch(
                row -> members.contains(row.other().uuid()) && GroupRowRules.isRight(row, newest));
  }

  private List<RepairableIssue> look(Conversation group) {
    GroupRows read =
        GroupRows.read(
            rows, group.groupUuid(), group.senders().stream().map(UserProfile::uuid).toList());
    Message newest = newest(group, read);
    if (isUnsettled(newest)) {
      unsettled.increment();
      return List.of();
    }
    return switch (read.members().size()) {
      case 0 -> List.of(unlisted.fault(group, newest));
      case 1, 2 ->
          Stream.concat(
                  read.members().stream()
                      .flatMap(member -> faultOfMember(member, group, newest, read).stream()),
                  faultOfPair(group, read.members()).stream())
              .toList();
      default ->
          List.of(
              RepairableIssue.beyondRepair(
                  new GroupIssue.TooManyMembers(group.groupUuid(), read.members()),
                  "find out who they are, and delete the rows of who is none"));
    };
  }

  /** A row may show what has come since the messages were read. */
  private Message newest(Conversation group, GroupRows read) {
    boolean hasMoved = read.all().anyMatch(row -> GroupRowRules.isAhead(row, group.newest()));
    return hasMoved
        ? new NewestMessage(rows).of(group.groupUuid()).orElse(group.newest())
        : group.newest();
  }

  private boolean isUnsettled(Message newest) {
    Duration age = Duration.between(newest.createdAt().instant(), clock.instant());
    return age.abs().compareTo(SETTLED_AFTER) < 0;
  }

  private Optional<RepairableIssue> faultOfMember(
      String member, Conversation group, Message newest, GroupRows read) {
    String other =
        read.members().stream().filter(user -> !user.equals(member)).findFirst().orElse(member);
    return GroupRowRules.finding(member, newest, read.ofMembers().get(member))
        .map(finding ->
            new RepairableIssue(
                finding, () -> repair.mend(newest, member, other, group.senders())));
  }

  private Optional<RepairableIssue> faultOfPair(Conversation group, Set<String> members) {
    if (members.size() != 2) {
      return Optional.empty();
    }
    Iterator<String> two = members.iterator();
    return pairs.faultOfGroup(group.groupUuid(), RowKey.OfPair.of(two.next(), two.next()));
  }
}
