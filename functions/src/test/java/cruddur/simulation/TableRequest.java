package cruddur.simulation;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UsageWindows;
import java.util.List;
import java.util.Optional;

/**
 * A request to the table that has not been sent.
 *
 * @param <A> its response
 */
sealed interface TableRequest<A> {

  A makeTo(MemoryRows table);

  default boolean isWrite() {
    return switch (this) {
      case Get<?> get -> false;
      case Query<?> query -> false;
      case Put put -> true;
      case Delete delete -> true;
      case AdvanceMarker advance -> true;
      case RemoveMarker remove -> true;
      case Count count -> true;
      case Transact transact -> true;
      case TransactAgain again -> true;
    };
  }

  /** Returns the request that the SDK sends after it has lost this response. */
  default TableRequest<A> again(A lostResponse) {
    return this;
  }

  record Get<R extends Row>(RowKey<R> key) implements TableRequest<Optional<R>> {

    @Override
    public Optional<R> makeTo(MemoryRows table) {
      return table.get(key);
    }
  }

  record Query<R extends Row>(RowQuery<R> query) implements TableRequest<RowPage<R>> {

    @Override
    public RowPage<R> makeTo(MemoryRows table) {
      return table.query(query);
    }
  }

  record Put(Row row, PutCondition condition) implements TableRequest<PutOutcome> {

    @Override
    public PutOutcome makeTo(MemoryRows table) {
      return table.put(row, condition);
    }
  }

  record Delete(MessageGroup seen) implements TableRequest<Boolean> {

    @Override
    public Boolean makeTo(MemoryRows table) {
      return table.delete(seen);
    }
  }

  record AdvanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo)
      implements TableRequest<Timestamp> {

    @Override
    public Timestamp makeTo(MemoryRows table) {
      return table.advanceMarker(key, marker, upTo);
    }
  }

  record RemoveMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo)
      implements TableRequest<Boolean> {

    @Override
    public Boolean makeTo(MemoryRows table) {
      table.removeMarker(key, marker, upTo);
      return true;
    }
  }

  record Count(UsageUpdate update) implements TableRequest<UsageWindows> {

    @Override
    public UsageWindows makeTo(MemoryRows table) {
      return table.count(update);
    }
  }

  record Transact(List<ConditionalPut> puts) implements TableRequest<TransactionOutcome> {

    @Override
    public TransactionOutcome makeTo(MemoryRows table) {
      return table.transact(puts);
    }

    @Override
    public TableRequest<TransactionOutcome> again(TransactionOutcome lostResponse) {
      return lostResponse instanceof TransactionOutcome.Committed ? new TransactAgain() : this;
    }
  }

  /**
   * A retry of a committed transaction with the same token, which DynamoDB reports as committed.
   */
  record TransactAgain() implements TableRequest<TransactionOutcome> {

    @Override
    public TransactionOutcome makeTo(MemoryRows table) {
      return new TransactionOutcome.Committed();
    }
  }
}
