package cruddur.commands.check.group;

import cruddur.commands.check.issue.GroupIssue;
import cruddur.commands.check.issue.Issue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.check.issue.RowIssue;
import cruddur.commands.check.scan.CheckItem.Group;
import cruddur.commands.repair.GroupRowRules;
import cruddur.commands.repair.GroupRows;
import cruddur.commands.repair.MemberRepair;
import cruddur.commands.repair.NewestMessage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that each member of a group has exactly one row, which shows the newest message, and that
 * the pair's row names the group.
 *
 * <p>If the index shows correct rows, they are not read again. Otherwise all rows are read
 * consistently, and twice, since the stream's function may be moving them. Groups with a message
 * from the last minute are skipped. A member with a row that cannot be read is not checked; the
 * others are.
 */
public final class GroupCheck {

  /** The stream usually takes about a second. */
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

  private final Rows rows;
  private final PairCheck pairs;
  private final MemberRepair repair;
  private final OrphanGroupCheck orphans;
  private final InstantSource clock;
  private final LongAdder unsettled = new LongAdder();

  public GroupCheck(Rows rows, PairCheck pairs, MemberRepair repair, InstantSource clock) {
    this.rows = rows;
    this.pairs = pairs;
    this.repair = repair;
    orphans = new OrphanGroupCheck(rows, repair);
    this.clock = clock;
  }

  /** The number of groups skipped because they are changing. */
  public long unsettled() {
    return unsettled.sum();
  }

  /** The issues of a group. */
  public List<RepairableIssue> issues(Group group) {
    List<MessageGroup> indexed = rows.allReadable(RowQuery.IndexOfGroup.of(group.groupUuid()));
    Set<String> members =
        indexed.stream().map(MessageGroup::memberUuid).collect(Collectors.toSet());
    if (isCorrect(indexed, members, group.newest())) {
      return issueOfPair(group, members).stream().toList();
    }
    return readIssues(group).isEmpty() ? List.of() : readIssues(group);
  }

  private static boolean isCorrect(
      List<MessageGroup> indexed, Set<String> members, Message newest) {
    return indexed.size() == 2
        && members.size() == 2
        && indexed.stream()
            .allMatch(row ->
                members.contains(row.other().uuid()) && GroupRowRules.isCorrect(row, newest));
  }

  private List<RepairableIssue> readIssues(Group group) {
    GroupRows read =
        GroupRows.readable(
            rows, group.groupUuid(), group.senders().stream().map(UserProfile::uuid).toList());
    Message newest = newest(group, read);
    if (isUnsettled(newest)) {
      unsettled.increment();
      return List.of();
    }
    return switch (read.members().size()) {
      case 0 -> read.unreadable().isEmpty() ? List.of(orphans.issue(group, newest)) : List.of();
      case 1, 2 ->
          Stream.concat(
                  read.members().stream()
                      .filter(member -> !read.unreadable().containsKey(member))
                      .flatMap(member -> issueOfMember(member, group, newest, read).stream()),
                  issueOfPair(group, read.members()).stream())
              .toList();
      default ->
          List.of(
              RepairableIssue.manual(
                  new GroupIssue.TooManyMembers(group.groupUuid(), read.members()),
                  "find out who the members are, and delete the rows of non-members"));
    };
  }

  /** A row may show a message that was written after the scan had read the messages. */
  private Message newest(Group group, GroupRows read) {
    boolean isAhead = read.all().anyMatch(row -> GroupRowRules.isAhead(row, group.newest()));
    return isAhead
        ? new NewestMessage(rows).of(group.groupUuid()).orElse(group.newest())
        : group.newest();
  }

  private boolean isUnsettled(Message newest) {
    Duration age = Duration.between(newest.createdAt().instant(), clock.instant());
    return age.abs().compareTo(SETTLED_AFTER) < 0;
  }

  private Optional<RepairableIssue> issueOfMember(
      String member, Group group, Message newest, GroupRows read) {
    String other =
        read.members().stream().filter(user -> !user.equals(member)).findFirst().orElse(member);
    return issueOfRows(member, newest, read.ofMembers().get(member))
        .map(issue ->
            new RepairableIssue(
                issue, () -> repair.repair(newest, member, other, group.senders())));
  }

  private static Optional<Issue> issueOfRows(
      String member, Message newest, List<MessageGroup> own) {
    return switch (GroupRowRules.stateOf(own, newest)) {
      case CORRECT -> Optional.empty();
      case MISSING -> Optional.of(new GroupIssue.MemberWithoutRow(member, newest.groupUuid()));
      case SEVERAL ->
          Optional.of(new GroupIssue.SeveralRows(member, newest.groupUuid(), own.size()));
      case MALFORMED -> Optional.of(new RowIssue.MalformedTimestamp(own.getFirst().key()));
      case STALE -> Optional.of(new GroupIssue.StaleRow(own.getFirst(), newest));
    };
  }

  private Optional<RepairableIssue> issueOfPair(Group group, Set<String> members) {
    if (members.size() != 2) {
      return Optional.empty();
    }
    Iterator<String> pair = members.iterator();
    try {
      return pairs.issueOfGroup(group.groupUuid(), RowKey.OfPair.of(pair.next(), pair.next()));
    } catch (UnreadableRowException e) {
      // The scan reports that row. The members' rows are checked without it.
      return Optional.empty();
    }
  }
}
