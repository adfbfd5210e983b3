package cruddur.conversation.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The table, its index and its stream, in memory, as DynamoDB would have them: keys in the order of their bytes, pages that
 * end where the limit was reached (so the last one may be empty), transactions that are all or nothing, and an index that
 * lags as it is told to. {@link RowsContract} holds it against the real one.
 *
 * <p>Not safe for threads.
 */
public class MemoryRows implements Rows {

  private static final int MOST_PUTS_OF_A_TRANSACTION = 100;

  private static final Comparator<MessageGroup> INDEX_ORDER =
      Comparator.comparing((MessageGroup row) -> row.sortKey().text())
          .thenComparing(MessageGroup::memberUuid);

  private final MemoryTable table = new MemoryTable();
  private final MemoryIndex index;
  private final int readAtOnce;
  private final List<InsertedMessage> inserted = new ArrayList<>();

  /** With an index that never lags, and pages too large to matter. */
  public MemoryRows() {
    this(IndexLag.NONE, Integer.MAX_VALUE);
  }

  /**
   * With an index that lags.
   *
   * @param readAtOnce rows that a page examines where the query has no limit of its own; at least 1
   */
  public MemoryRows(IndexLag lag, int readAtOnce) {
    this.index = new MemoryIndex(lag);
    this.readAtOnce = readAtOnce;
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return Optional.ofNullable(table.at(key));
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    // Each query names the type of its rows, which the compiler does not follow through the switch.
    @SuppressWarnings("unchecked")
    RowPage<R> page =
        (RowPage<R>)
            switch (query) {
              case RowQuery.Messages messages -> pageOf(messages);
              case RowQuery.GroupsOfMember groups -> pageOf(groups);
              case RowQuery.MemberSearch search -> pageOf(search);
              case RowQuery.IndexOfGroup group -> pageOf(group);
            };
    return page;
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    Row standing = table.at(row.key());
    if (!holds(condition, standing)) {
      return new PutOutcome.Refused(standing);
    }
    write(row);
    return new PutOutcome.Written();
  }

  @Override
  public boolean delete(MessageGroup seen) {
    MessageGroup standing = table.at(seen.key());
    if (standing == null || !showsTheSame(standing, seen)) {
      return false;
    }
    table.remove(seen.key());
    index.nowGone(seen.key());
    return true;
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    requireDistinctKeys(puts);
    Map<RowKey<?>, Row> inTheWay = new HashMap<>();
    for (ConditionalPut put : puts) {
      Row standing = table.at(put.row().key());
      if (!holds(put.condition(), standing)) {
        inTheWay.put(put.row().key(), standing);
      }
    }
    if (!inTheWay.isEmpty()) {
      return new TransactionOutcome.Refused(Map.copyOf(inTheWay));
    }
    puts.forEach(put -> write(put.row()));
    return new TransactionOutcome.Committed();
  }

  /** From now on no read of the index is older than the table is now. */
  public void indexCaughtUp() {
    index.caughtUp();
  }

  /** All that the stream's filter has let through, in order: the messages that were inserted. */
  public List<InsertedMessage> inserted() {
    return Collections.unmodifiableList(inserted);
  }

  /** Every row of the table. */
  public List<Row> allRows() {
    return table.all();
  }

  /** Puts a row on no condition: to prepare a table, and to plant a fault. */
  public void write(Row row) {
    Row old = table.put(row);
    if (row instanceof MessageGroup group) {
      index.nowStands(group);
    }
    if (row instanceof Message message && old == null) {
      inserted.add(new InsertedMessage(inserted.size(), message));
    }
  }

  private static boolean holds(PutCondition condition, Row standing) {
    if (standing == null) {
      return true;
    }
    return switch (condition) {
      case PutCondition.KeyIsFree() -> false;
      case PutCondition.KeyIsFreeOrOfGroup(String groupUuid) ->
          standing instanceof MessageGroup group && group.uuid().equals(groupUuid);
      case PutCondition.HandleIsOpenTo(var owner, var now) ->
          standing instanceof HandleRow.Reserved reserved
              && (reserved.owner().equals(owner) || reserved.expiresAt().isBefore(now));
    };
  }

  private static boolean showsTheSame(MessageGroup standing, MessageGroup seen) {
    return standing.uuid().equals(seen.uuid())
        && standing.lastMessageAt().text().equals(seen.lastMessageAt().text());
  }

  private static void requireDistinctKeys(List<ConditionalPut> puts) {
    Set<RowKey<?>> keys = new HashSet<>();
    puts.forEach(put -> keys.add(put.row().key()));
    if (puts.isEmpty() || puts.size() > MOST_PUTS_OF_A_TRANSACTION || keys.size() < puts.size()) {
      throw new IllegalArgumentException(
          "a transaction has 1 to %d puts of different keys, this one has %d puts of %d keys"
              .formatted(MOST_PUTS_OF_A_TRANSACTION, puts.size(), keys.size()));
    }
  }

  private RowPage<Message> pageOf(RowQuery.Messages query) {
    List<Message> read =
        firstOf(table.messagesBelow(query.groupUuid(), query.before()), query.limit(), Message.class);
    return page(
        read,
        query.limit(),
        row -> true,
        last -> new RowQuery.Messages(query.groupUuid(), sortKey(last), query.limit()));
  }

  private RowPage<MessageGroup> pageOf(RowQuery.GroupsOfMember query) {
    List<MessageGroup> read =
        firstOf(table.groupsBelow(query.memberUuid(), query.before()), query.limit(), MessageGroup.class);
    return page(
        read,
        query.limit(),
        row -> true,
        last -> new RowQuery.GroupsOfMember(query.memberUuid(), sortKey(last), query.limit()));
  }

  private RowPage<MessageGroup> pageOf(RowQuery.MemberSearch query) {
    List<MessageGroup> read =
        firstOf(table.groupsAbove(query.memberUuid(), query.above()), readAtOnce, MessageGroup.class);
    return page(
        read,
        readAtOnce,
        row ->
            switch (query.sought()) {
              case RowQuery.Sought.Group(String groupUuid) -> row.uuid().equals(groupUuid);
              case RowQuery.Sought.OtherMember(String userUuid) ->
                  row.other().uuid().equals(userUuid);
            },
        last -> new RowQuery.MemberSearch(query.memberUuid(), query.sought(), sortKey(last)));
  }

  private RowPage<MessageGroup> pageOf(RowQuery.IndexOfGroup query) {
    List<MessageGroup> read =
        index.read(query.groupUuid()).stream()
            .sorted(INDEX_ORDER)
            .filter(row -> query.after().isEmpty() || standsAfter(row, query.after().get()))
            .limit(readAtOnce)
            .toList();
    return page(
        read,
        readAtOnce,
        row -> true,
        last -> new RowQuery.IndexOfGroup(query.groupUuid(), Optional.of(last.key())));
  }

  private static boolean standsAfter(MessageGroup row, RowKey.OfMessageGroup place) {
    int bySortKey = row.key().lastMessageAt().compareTo(place.lastMessageAt());
    return bySortKey > 0
        || bySortKey == 0 && row.memberUuid().compareTo(place.memberUuid()) > 0;
  }

  private static <R extends Row> List<R> firstOf(Collection<Row> rows, int limit, Class<R> type) {
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 row, not " + limit);
    }
    return rows.stream().limit(limit).map(type::cast).toList();
  }

  private static <R extends Row> RowPage<R> page(
      List<R> read, int limit, Predicate<R> wanted, Function<R, RowQuery<R>> after) {
    return new RowPage<>(
        read.stream().filter(wanted).toList(),
        read.size() < limit ? Optional.empty() : Optional.of(after.apply(read.getLast())));
  }

  private static Optional<String> sortKey(Message row) {
    return Optional.of(row.key().createdAt());
  }

  private static Optional<String> sortKey(MessageGroup row) {
    return Optional.of(row.key().lastMessageAt());
  }
}
