package cruddur.simulation;

import cruddur.conversation.rows.ConditionalPut;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.RecentUse;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.RowPage;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UseReport;
import java.util.List;
import java.util.Optional;

/**
 * A request to the table that has not been made yet.
 *
 * @param <A> its answer
 */
sealed interface Request<A> {

  A makeTo(Rows rows);

  default boolean isWrite() {
    return switch (this) {
      case Get<?> get -> false;
      case Query<?> query -> false;
      case Put put -> true;
      case Delete delete -> true;
      case Count count -> true;
      case Transact transact -> true;
      case TransactAgain again -> true;
    };
  }

  /** What the client sends when it has lost the answer to this. */
  default Request<A> again(A lostAnswer) {
    return this;
  }

  record Get<R extends Row>(RowKey<R> key) implements Request<Optional<R>> {

    @Override
    public Optional<R> makeTo(Rows rows) {
      return rows.get(key);
    }
  }

  record Query<R extends Row>(RowQuery<R> query) implements Request<RowPage<R>> {

    @Override
    public RowPage<R> makeTo(Rows rows) {
      return rows.query(query);
    }
  }

  record Put(Row row, PutCondition condition) implements Request<PutOutcome> {

    @Override
    public PutOutcome makeTo(Rows rows) {
      return rows.put(row, condition);
    }
  }

  record Delete(MessageGroup seen) implements Request<Boolean> {

    @Override
    public Boolean makeTo(Rows rows) {
      return rows.delete(seen);
    }
  }

  record Count(UseReport report) implements Request<RecentUse> {

    @Override
    public RecentUse makeTo(Rows rows) {
      return rows.count(report);
    }
  }

  record Transact(List<ConditionalPut> puts) implements Request<TransactionOutcome> {

    @Override
    public TransactionOutcome makeTo(Rows rows) {
      return rows.transact(puts);
    }

    @Override
    public Request<TransactionOutcome> again(TransactionOutcome lostAnswer) {
      return lostAnswer instanceof TransactionOutcome.Committed ? new TransactAgain() : this;
    }
  }

  /**
   * A transaction that has been committed: the client sends the same token again, and is told the
   * same.
   */
  record TransactAgain() implements Request<TransactionOutcome> {

    @Override
    public TransactionOutcome makeTo(Rows rows) {
      return new TransactionOutcome.Committed();
    }
  }
}
