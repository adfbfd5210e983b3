package cruddur.messaging.stream;

import static java.util.stream.Collectors.groupingBy;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pattern E: moves the rows of a group, one per member, to its newest message.
 *
 * <p>Afterwards each member has exactly one row of the group, and it shows the newest message; at
 * no instant has a member none; rows only move forward in time. This holds when we die between any
 * two requests and the message comes again, late or twice, when another invocation holds the same
 * group at once, and while the index lags, each of its items on its own.
 *
 * <p>How, for each member: put the new row, delete the old one that the index shows, then look at
 * the member's own rows above the new one: where the group has a newer row there, somebody was
 * ahead, and ours goes. All else is <em>doubt</em>: a member the index does not show, a delete that
 * found something else, a row put where the index shows an older one (no delete tells whether that
 * still stood there), nothing to move. In doubt the member's rows are read consistently and whole,
 * the newest of the group is kept and the others deleted, and again while a delete finds something
 * else. The usual move costs no more than its writes and one read a member.
 */
public final class MessageGroupRewriter {

  /**
   * Each round that repeats was disturbed by another invocation; this many mean that we had better
   * come again later.
   */
  private static final int MOST_ROUNDS = 20;

  /** What became of a group. */
  public sealed interface Rewriting {

    /**
     * Both rows are where they belong.
     *
     * @param doubts members whose rows had to be read whole
     */
    record Done(int doubts) implements Rewriting {}

    /**
     * No member has a row of this group, by consistent reads: there is nothing to move, and trying
     * again won't help.
     */
    record NoSuchGroup() implements Rewriting {}
  }

  private final Rows rows;

  public MessageGroupRewriter(Rows rows) {
    this.rows = rows;
  }

  /** Makes a group's rows show this message, unless they show a newer one already. */
  public Rewriting rewrite(Message message) {
    // The source's messages have other forms of timestamp; the rows that we write have ours.
    Message newest = message.at(Timestamp.of(message.createdAt().instant()));
    List<MessageGroup> indexed = rows.all(RowQuery.IndexOfGroup.of(newest.groupUuid()));
    Map<String, List<MessageGroup>> shown =
        indexed.stream().collect(groupingBy(MessageGroup::memberUuid));
    if (shown.size() > 1 && allShow(newest, indexed) && isFirst(newest)) {
      return new Rewriting.Done(0);
    }
    String sender = newest.sender().uuid();
    Set<String> members = membersOf(indexed.isEmpty() ? rowsOf(sender, newest) : indexed);
    if (members.isEmpty()) {
      return new Rewriting.NoSuchGroup();
    }
    int doubts = 0;
    for (String member : members) {
      if (!move(member, shown.getOrDefault(member, List.of()), newest)) {
        settleAt(newest, member, otherThan(member, newest, members));
        doubts++;
      }
    }
    return new Rewriting.Done(doubts);
  }

  private static boolean allShow(Message message, List<MessageGroup> group) {
    return group.stream()
        .allMatch(row -> row.lastMessageAt().instant().equals(message.createdAt().instant()));
  }

  /**
   * A group of one message has never moved: one short read instead of two whole ones for a group
   * just started.
   */
  private boolean isFirst(Message message) {
    return rows.first(2, new RowQuery.Messages(message.groupUuid(), Optional.empty(), 2)).size()
        == 1;
  }

  /** Each row names its owner and the other member. */
  private static Set<String> membersOf(List<MessageGroup> group) {
    Set<String> members = new LinkedHashSet<>();
    for (MessageGroup row : group) {
      members.add(row.memberUuid());
      members.add(row.other().uuid());
    }
    return members;
  }

  /**
   * The usual move. Whether it left no doubt; in doubt the member has a row still, and may have
   * several.
   */
  private boolean move(String member, List<MessageGroup> seen, Message newest) {
    Optional<MessageGroup> last = newestOf(seen);
    if (last.isEmpty() || !newest.createdAt().isAfter(last.get().lastMessageAt())) {
      return false;
    }
    Optional<MessageGroup> placed = place(MessageGroup.showing(newest, member, last.get().other()));
    return placed.isPresent()
        && seen.stream().noneMatch(row -> row.key().equals(placed.get().key()))
        && deleteAllBut(placed.get(), seen)
        && yieldToNewer(placed.get(), newest);
  }

  /**
   * Makes a member's rows of a group one row that shows this message or a newer one, whatever the
   * index says: for who has a reason to doubt them all.
   *
   * @param other whom the member is talking to, for when he has no row that tells; without it, he
   *     is left without one
   */
  public void settle(Message message, String member, Optional<UserProfile> other) {
    settleAt(message.at(Timestamp.of(message.createdAt().instant())), member, other);
  }

  /** Where a member has no row, only a message of the other member tells whom he was talking to. */
  private static Optional<UserProfile> otherThan(
      String member, Message newest, Set<String> members) {
    return Optional.of(newest.sender())
        .filter(sender -> members.contains(sender.uuid()) && !sender.uuid().equals(member));
  }

  /**
   * Reads the member's rows whole until they are one row that shows this message or a newer one.
   */
  private void settleAt(Message newest, String member, Optional<UserProfile> other) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<MessageGroup> own = rowsOf(member, newest);
      Optional<MessageGroup> kept = newestOf(own);
      if (kept.isEmpty()) {
        if (other.isEmpty()) {
          // Lost before our time, and nothing tells whom the member was talking to.
          return;
        }
        place(MessageGroup.showing(newest, member, other.get()));
      } else if (newest.createdAt().isAfter(kept.get().lastMessageAt())) {
        place(MessageGroup.showing(newest, member, kept.get().other()));
      } else if (deleteAllBut(kept.get(), own)) {
        return;
      }
    }
    throw new RowsUnavailableException(
        "the rows of group "
            + newest.groupUuid()
            + " changed in "
            + MOST_ROUNDS
            + " readings in a row",
        null);
  }

  /**
   * Puts a row at the moment of its message; where another group's row stands there, at the next
   * free microsecond.
   *
   * @return the row where it stands; empty when it met a newer row of the group on the way
   */
  private Optional<MessageGroup> place(MessageGroup row) {
    MessageGroup placed = row;
    // At the message's own moment only an older row of this group can stand. Later ones may show a
    // newer message.
    PutCondition condition = new PutCondition.KeyIsFreeOrOfGroup(row.uuid());
    while (rows.put(placed, condition) instanceof PutOutcome.Refused(Row standing)) {
      if (standing instanceof MessageGroup ahead && ahead.uuid().equals(row.uuid())) {
        int age = ahead.lastMessageAt().compareTo(row.lastMessageAt());
        if (age == 0) {
          return Optional.of(ahead);
        }
        if (age > 0) {
          return Optional.empty();
        }
      }
      placed = placed.at(placed.sortKey().next());
      condition = new PutCondition.KeyIsFree();
    }
    return Optional.of(placed);
  }

  /**
   * Looks above the message: where the group has a newer row, another invocation was ahead, and the
   * row just put goes.
   */
  private boolean yieldToNewer(MessageGroup placed, Message newest) {
    List<MessageGroup> found = new ArrayList<>();
    found.add(placed);
    found.addAll(
        rows.all(
            RowQuery.MemberSearch.ofGroupAbove(
                placed.memberUuid(), placed.uuid(), newest.createdAt().text())));
    return deleteAllBut(newestOf(found).orElseThrow(), found);
  }

  /** Whether every row to be deleted stood as it was seen. */
  private boolean deleteAllBut(MessageGroup kept, List<MessageGroup> seen) {
    boolean allStood = true;
    for (MessageGroup row : seen) {
      if (!row.key().equals(kept.key())) {
        allStood &= rows.delete(row);
      }
    }
    return allStood;
  }

  private List<MessageGroup> rowsOf(String member, Message message) {
    return rows.all(RowQuery.MemberSearch.ofGroup(member, message.groupUuid()));
  }

  private static Optional<MessageGroup> newestOf(List<MessageGroup> group) {
    return group.stream().max(MessageGroup.BY_LAST_MESSAGE);
  }
}
