package cruddur.messaging.port;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UsageWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table, its index and its stream, in memory, as DynamoDB would have them: keys in the order of
 * their bytes, pages that end where the limit was reached (so the last one may be empty),
 * transactions that are all or nothing, and an index that lags as it is told to. {@link
 * RowsContract} holds it against the real one.
 *
 * <p>Not safe for threads.
 */
public class MemoryRows implements Rows {

  private static final int MOST_PUTS_OF_A_TRANSACTION = 100;

  private final MemoryTable table = new MemoryTable();
  private final MemoryIndex index;
  private final MemoryPages pages;
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
    this.pages = new MemoryPages(table, index, readAtOnce);
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return Optional.ofNullable(table.at(key));
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    return pages.read(query);
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
    Map<RowKey<?>, Row> inTheWay = new LinkedHashMap<>();
    for (ConditionalPut put : puts) {
      Row standing = table.at(put.row().key());
      if (!holds(put.condition(), standing)) {
        inTheWay.put(put.row().key(), standing);
      }
    }
    if (!inTheWay.isEmpty()) {
      return new TransactionOutcome.Refused(Collections.unmodifiableMap(inTheWay));
    }
    puts.forEach(put -> write(put.row()));
    return new TransactionOutcome.Committed();
  }

  @Override
  public UsageWindows count(UsageUpdate report) {
    UsageWindows news = report.news();
    UsageWindows standing = table.at(news.key());
    SortedMap<Instant, Long> uses = new TreeMap<>();
    SortedMap<Instant, Duration> owed = new TreeMap<>();
    if (standing != null) {
      uses.putAll(standing.uses());
      owed.putAll(standing.owed());
    }
    news.uses().forEach((window, more) -> uses.merge(window, more, Long::sum));
    owed.putAll(news.owed());
    uses.keySet().removeAll(report.forgotten());
    owed.keySet().removeAll(report.forgotten());
    UsageWindows counted = new UsageWindows(news.key(), uses, owed, news.expiresAt());
    write(counted);
    return counted;
  }

  /** From now on no read of the index is older than the table is now. */
  public void indexCaughtUp() {
    index.caughtUp();
  }

  /** Time to live: what has expired is deleted, some time after. */
  public void deleteExpired(Instant now) {
    table.all().stream()
        .filter(row -> row instanceof IdempotencyRecord sent && !sent.expiresAt().isAfter(now))
        .forEach(row -> table.remove(row.key()));
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
      case PutCondition.KeyIsFreeOrExpired(var now) ->
          standing instanceof IdempotencyRecord sent && !sent.expiresAt().isAfter(now);
      case PutCondition.HandleIsOpenTo(var owner, var now) ->
          standing instanceof HandleRow.Reserved reserved
              && (reserved.owner().equals(owner) || !reserved.expiresAt().isAfter(now));
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
}
