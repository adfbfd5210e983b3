package cruddur.messaging.port;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
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
 * The table, its index and its stream in memory, as DynamoDB behaves: keys sorted by their bytes,
 * pages that end where the limit was reached (so the last one may be empty), atomic transactions,
 * and an index that lags. {@link RowsContract} and {@link UsageCounterContract} compare it with
 * DynamoDB.
 *
 * <p>Not safe for threads.
 */
public class MemoryRows implements Rows, UsageCounter {

  private static final int MAX_PUTS_PER_TRANSACTION = 100;

  private final MemoryTable table = new MemoryTable();
  private final MemoryIndex index;
  private final MemoryPages pages;
  private final List<InsertedMessage> inserted = new ArrayList<>();

  /** A table whose index never lags, and whose pages are never full. */
  public MemoryRows() {
    this(IndexLag.NONE, Integer.MAX_VALUE);
  }

  /**
   * A table whose index lags.
   *
   * @param readAtOnce rows that a page examines if the query has no limit of its own; at least 1
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
    Row existing = table.at(row.key());
    if (!holds(condition, existing)) {
      return new PutOutcome.Refused(existing);
    }
    write(row);
    return new PutOutcome.Written();
  }

  @Override
  public boolean delete(MessageGroup seen) {
    MessageGroup existing = table.at(seen.key());
    if (existing == null || !showsSameMessage(existing, seen)) {
      return false;
    }
    table.remove(seen.key());
    index.remove(seen.key());
    return true;
  }

  @Override
  public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    ReadState state = readState(key);
    Optional<Timestamp> later = state.at(marker).filter(stored -> !upTo.isAfter(stored));
    if (later.isEmpty()) {
      write(state.with(marker, Optional.of(upTo)));
    }
    return later.orElse(upTo);
  }

  @Override
  public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    ReadState state = readState(key);
    if (state.at(marker).filter(stored -> !stored.isAfter(upTo)).isPresent()) {
      write(state.with(marker, Optional.empty()));
    }
  }

  private ReadState readState(RowKey.OfReadState key) {
    return get(key).orElseGet(() -> ReadState.none(key.memberUuid(), key.groupUuid()));
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    requireDistinctKeys(puts);
    Map<RowKey<?>, Row> refused = new LinkedHashMap<>();
    for (ConditionalPut put : puts) {
      Row existing = table.at(put.row().key());
      if (!holds(put.condition(), existing)) {
        refused.put(put.row().key(), existing);
      }
    }
    if (!refused.isEmpty()) {
      return new TransactionOutcome.Refused(Collections.unmodifiableMap(refused));
    }
    puts.forEach(put -> write(put.row()));
    return new TransactionOutcome.Committed();
  }

  @Override
  public UsageWindows count(UsageUpdate update) {
    UsageWindows changes = update.changes();
    UsageWindows existing = table.at(changes.key());
    SortedMap<Instant, Long> uses = new TreeMap<>();
    SortedMap<Instant, Duration> debts = new TreeMap<>();
    if (existing != null) {
      uses.putAll(existing.uses());
      debts.putAll(existing.debts());
    }
    changes.uses().forEach((window, more) -> uses.merge(window, more, Long::sum));
    debts.putAll(changes.debts());
    uses.keySet().removeAll(update.expired());
    debts.keySet().removeAll(update.expired());
    UsageWindows updated = new UsageWindows(changes.key(), uses, debts, changes.expiresAt());
    write(updated);
    return updated;
  }

  /** From now on every read of the index includes the current state of the table. */
  public void indexCaughtUp() {
    index.caughtUp();
  }

  /** Deletes expired rows, as time to live does some time after their expiry. */
  public void deleteExpired(Instant now) {
    table.all().stream()
        .filter(row -> row instanceof IdempotencyRecord record && !record.expiresAt().isAfter(now))
        .forEach(row -> table.remove(row.key()));
  }

  /** The inserted messages in order, which are what the filter of the stream admits. */
  public List<InsertedMessage> inserted() {
    return Collections.unmodifiableList(inserted);
  }

  /** All rows of the table. */
  public List<Row> allRows() {
    return table.all();
  }

  /** Puts a row unconditionally, to prepare a table or to plant a fault. */
  public void write(Row row) {
    Row old = table.put(row);
    if (row instanceof MessageGroup group) {
      index.put(group);
    }
    if (row instanceof Message message && old == null) {
      inserted.add(new InsertedMessage(inserted.size(), message));
    }
  }

  private static boolean holds(PutCondition condition, Row existing) {
    if (existing == null) {
      return true;
    }
    return switch (condition) {
      case PutCondition.None() -> true;
      case PutCondition.KeyIsFree() -> false;
      case PutCondition.KeyIsFreeOrSameGroup(String groupUuid) ->
          existing instanceof MessageGroup group && group.uuid().equals(groupUuid);
      case PutCondition.KeyIsFreeOrExpired(var now) ->
          existing instanceof IdempotencyRecord record && !record.expiresAt().isAfter(now);
      case PutCondition.HandleIsOpenTo openTo ->
          existing instanceof HandleRow.Reserved reserved && isOpen(reserved, openTo);
      case PutCondition.HandleIsReservedAs(var seen) ->
          existing instanceof HandleRow.Reserved reserved
              && reserved.owner().equals(seen.owner())
              && reserved.expiresAt().equals(seen.expiresAt());
    };
  }

  private static boolean isOpen(HandleRow.Reserved reserved, PutCondition.HandleIsOpenTo openTo) {
    return reserved.owner().equals(openTo.owner())
        || (reserved.emailDigest().isPresent()
            && reserved.emailDigest().equals(openTo.emailDigest()))
        || !reserved.expiresAt().isAfter(openTo.now());
  }

  private static boolean showsSameMessage(MessageGroup existing, MessageGroup seen) {
    return existing.uuid().equals(seen.uuid())
        && existing.lastMessageAt().text().equals(seen.lastMessageAt().text());
  }

  private static void requireDistinctKeys(List<ConditionalPut> puts) {
    Set<RowKey<?>> keys = new HashSet<>();
    puts.forEach(put -> keys.add(put.row().key()));
    if (puts.isEmpty() || puts.size() > MAX_PUTS_PER_TRANSACTION || keys.size() < puts.size()) {
      throw new IllegalArgumentException(
          "a transaction has 1 to %d puts of different keys, this one has %d puts of %d keys"
              .formatted(MAX_PUTS_PER_TRANSACTION, puts.size(), keys.size()));
    }
  }
}
