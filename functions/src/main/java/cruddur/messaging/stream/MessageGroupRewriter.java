package cruddur.messaging.stream;

import static java.util.stream.Collectors.groupingBy;

import cruddur.messaging.ConcurrentTasks;
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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pattern E: moves the rows of a group, one per member, to its newest message. Rows only move
 * forward, and no member ever lacks one, whatever crashes, retries, concurrent invocations or index
 * lag there are. See docs/design.md, "Rewriting group rows".
 */
public final class MessageGroupRewriter {

  /** Another invocation interfered with each failed round; after this many, retry later. */
  private static final int MAX_ROUNDS = 20;

  public sealed interface RewriteResult {

    /** Each member has one row, which shows the message or a newer one. */
    record Done(int fullReads) implements RewriteResult {}

    /** No member has a row of this group, by consistent reads. A retry would not help. */
    record NoSuchGroup() implements RewriteResult {}
  }

  private final Rows rows;
  private final ConcurrentTasks tasks;

  /** A rewriter that works on one member after the other. */
  public MessageGroupRewriter(Rows rows) {
    this(rows, ConcurrentTasks.ONE_BY_ONE);
  }

  /**
   * A rewriter that works on the members of a group side by side.
   *
   * @param tasks runs the work on the members
   */
  public MessageGroupRewriter(Rows rows, ConcurrentTasks tasks) {
    this.rows = rows;
    this.tasks = tasks;
  }

  /**
   * Makes a group's rows show this message, unless they already show a newer one.
   *
   * <p>If a row cannot be read, or a request fails, the rows of the other member are finished
   * before the exception is thrown.
   */
  public RewriteResult rewrite(Message message) {
    Message newest = withCanonicalTime(message);
    List<MessageGroup> indexed = rows.allReadable(RowQuery.IndexOfGroup.of(newest.groupUuid()));
    Map<String, List<MessageGroup>> indexedByMember =
        indexed.stream().collect(groupingBy(MessageGroup::memberUuid));
    if (indexedByMember.size() > 1 && allShow(newest, indexed) && isFirst(newest)) {
      return new RewriteResult.Done(0);
    }
    String sender = newest.sender().uuid();
    Set<String> members = membersOf(indexed.isEmpty() ? rowsOf(sender, newest) : indexed);
    if (members.isEmpty()) {
      return new RewriteResult.NoSuchGroup();
    }
    AtomicInteger fullReads = new AtomicInteger();
    tasks.run(
        members.stream()
            .<Runnable>map(member ->
                () -> {
                  if (!move(member, indexedByMember.getOrDefault(member, List.of()), newest)) {
                    moveByFullRead(newest, member, senderIfOther(newest, member, members));
                    fullReads.incrementAndGet();
                  }
                })
            .toList());
    return new RewriteResult.Done(fullReads.get());
  }

  /**
   * Makes a member's rows one row that shows this message or a newer one, without relying on the
   * index. If the member has no row and no other member is given, nothing is written.
   */
  public void rewriteMember(Message message, String member, Optional<UserProfile> other) {
    moveByFullRead(withCanonicalTime(message), member, other);
  }

  /** Messages of Cruddur's Flask app have other timestamp formats. */
  private static Message withCanonicalTime(Message message) {
    return message.at(Timestamp.of(message.createdAt().instant()));
  }

  /** A row with a legacy form of the same time may be one of two: its replacement has begun. */
  private static boolean allShow(Message message, List<MessageGroup> group) {
    return group.stream()
        .allMatch(row -> row.lastMessageAt().text().equals(message.createdAt().text()));
  }

  /** Whether the group has one message, and so has never moved: saves a new group full reads. */
  private boolean isFirst(Message message) {
    var query = new RowQuery.Messages(message.groupUuid(), Optional.empty(), 2);
    return rows.count(2, query) == 1;
  }

  private static Set<String> membersOf(List<MessageGroup> group) {
    Set<String> members = new LinkedHashSet<>();
    for (MessageGroup row : group) {
      members.add(row.memberUuid());
      members.add(row.other().uuid());
    }
    return members;
  }

  /** Moves a member's row as the index shows it; {@code false} if a full read is needed. */
  private boolean move(String member, List<MessageGroup> indexed, Message newest) {
    Optional<MessageGroup> last = newestOf(indexed);
    if (last.isEmpty() || !newest.createdAt().isAfter(last.get().lastMessageAt())) {
      return false;
    }
    Optional<MessageGroup> placed = put(MessageGroup.showing(newest, member, last.get().other()));
    if (placed.isEmpty()) {
      // The member has a newer row than the index showed.
      return false;
    }
    if (indexed.stream().anyMatch(row -> row.key().equals(placed.get().key()))) {
      // The put replaced the indexed row: no delete proves that the index was up to date.
      return false;
    }
    if (!deleteAllBut(placed.get(), indexed)) {
      // Another invocation changed a row after the index was read.
      return false;
    }
    return yieldToNewer(placed.get(), newest);
  }

  /** For a member without a row only a message from the other member tells who that is. */
  private static Optional<UserProfile> senderIfOther(
      Message newest, String member, Set<String> members) {
    return Optional.of(newest.sender())
        .filter(sender -> members.contains(sender.uuid()) && !sender.uuid().equals(member));
  }

  /** Reads all of a member's rows of the group until only the newest remains. */
  private void moveByFullRead(Message newest, String member, Optional<UserProfile> other) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      List<MessageGroup> own = rowsOf(member, newest);
      Optional<MessageGroup> kept = newestOf(own);
      if (kept.isEmpty()) {
        if (other.isEmpty()) {
          return;
        }
        put(MessageGroup.showing(newest, member, other.get()));
      } else if (newest.createdAt().isAfter(kept.get().lastMessageAt())) {
        put(MessageGroup.showing(newest, member, kept.get().other()));
      } else if (deleteAllBut(kept.get(), own)) {
        return;
      }
    }
    throw new RowsUnavailableException(
        "the rows of group "
            + newest.groupUuid()
            + " changed in "
            + MAX_ROUNDS
            + " readings in a row",
        null);
  }

  /**
   * Puts a row at the time of its message or, if another group has that key, at the next free
   * microsecond. Empty if a newer row of the group was found on the way.
   */
  private Optional<MessageGroup> put(MessageGroup row) {
    MessageGroup placed = row;
    // Only at the message's own time may a row of this group be replaced: a row at a later
    // microsecond may show a newer message.
    PutCondition condition = new PutCondition.KeyIsFreeOrSameGroup(row.uuid());
    while (rows.put(placed, condition) instanceof PutOutcome.Refused(Row existing)) {
      if (existing instanceof MessageGroup found && found.uuid().equals(row.uuid())) {
        int age = found.lastMessageAt().compareTo(row.lastMessageAt());
        if (age == 0) {
          return Optional.of(found);
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
   * Deletes the row just put if another invocation has put a newer one above the message; {@code
   * false} if a row changed meanwhile.
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

  private boolean deleteAllBut(MessageGroup kept, List<MessageGroup> read) {
    boolean wereUnchanged = true;
    for (MessageGroup row : read) {
      if (!row.key().equals(kept.key())) {
        wereUnchanged &= rows.delete(row);
      }
    }
    return wereUnchanged;
  }

  private List<MessageGroup> rowsOf(String member, Message message) {
    return rows.all(RowQuery.MemberSearch.ofGroup(member, message.groupUuid()));
  }

  private static Optional<MessageGroup> newestOf(List<MessageGroup> group) {
    return group.stream().max(MessageGroup.BY_LAST_MESSAGE);
  }
}
