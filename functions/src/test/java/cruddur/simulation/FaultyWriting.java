package cruddur.simulation;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import java.util.List;
import java.util.Optional;

/** Ways to get posting and starting wrong. */
final class FaultyWriting {

  private FaultyWriting() {}

  /** Messages are put on no condition. */
  static MemoryRows overwritingMessages(IndexLag lag, int readAtOnce) {
    return new MemoryRows(lag, readAtOnce) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        if (!(row instanceof Message)) {
          return super.put(row, condition);
        }
        write(row);
        return new PutOutcome.Written();
      }
    };
  }

  /** Messages of transactions are put on no condition. */
  static MemoryRows overwritingMessagesOfTransactions(IndexLag lag, int readAtOnce) {
    return new MemoryRows(lag, readAtOnce) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        TransactionOutcome outcome =
            super.transact(puts.stream().filter(put -> !(put.row() instanceof Message)).toList());
        if (outcome instanceof TransactionOutcome.Committed) {
          puts.stream()
              .map(ConditionalPut::row)
              .filter(Message.class::isInstance)
              .forEach(this::write);
        }
        return outcome;
      }
    };
  }

  /** Group rows are put on no condition. */
  static MemoryRows overwritingGroups(IndexLag lag, int readAtOnce) {
    return new MemoryRows(lag, readAtOnce) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        if (!(row instanceof MessageGroup)) {
          return super.put(row, condition);
        }
        write(row);
        return new PutOutcome.Written();
      }
    };
  }

  /** What was refused by its own echo is taken for refused by another. */
  static Rows notKnowingItsEcho(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public PutOutcome put(Row row, PutCondition condition) {
        return switch (super.put(row, condition)) {
          case PutOutcome.Refused(Message standing) ->
              new PutOutcome.Refused(
                  new Message(
                      "another",
                      standing.groupUuid(),
                      standing.createdAt(),
                      standing.sender(),
                      standing.text()));
          case PutOutcome outcome -> outcome;
        };
      }
    };
  }

  /** The rows of a new conversation are put one after the other. */
  static Rows startingBitByBit(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        puts.forEach(put -> put(put.row(), put.condition()));
        return new TransactionOutcome.Committed();
      }
    };
  }

  /** A new conversation does not depend on there being none. */
  static Rows startingBesideAnother(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        ConditionalPut pair =
            puts.stream().filter(put -> put.row() instanceof Pair).findAny().orElseThrow();
        put(pair.row(), pair.condition());
        return super.transact(puts.stream().filter(put -> !put.equals(pair)).toList());
      }
    };
  }

  /** Who the index does not show is no member. */
  static Rows trustingTheIndexOnStrangers(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public <R extends Row> RowPage<R> query(RowQuery<R> query) {
        return query instanceof RowQuery.MemberSearch
            ? new RowPage<>(List.of(), Optional.empty())
            : super.query(query);
      }
    };
  }
}
