package cruddur.simulation;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.IndexLag;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.IdempotencyRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Ways to get idempotency keys wrong. */
final class FaultyKeys {

  private FaultyKeys() {}

  /** The row of a key that has expired is not taken for free. */
  static Rows withoutTheExpiryInTheCondition(Rows rows) {
    return changing(rows, put -> new ConditionalPut(put.row(), new PutCondition.KeyIsFree()));
  }

  /** A key is kept for a day by the clock of the host that wrote it, and no longer. */
  static Rows keptForADayByOneClock(Rows rows) {
    return changing(
        rows, put -> new ConditionalPut(shortened((IdempotencyRecord) put.row()), put.condition()));
  }

  /** The row of a key is put whether or not the key is in use. */
  static MemoryRows overwritingKeys(IndexLag lag, int readAtOnce) {
    return new MemoryRows(lag, readAtOnce) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        TransactionOutcome outcome = super.transact(without(puts));
        if (outcome instanceof TransactionOutcome.Committed) {
          keysOf(puts).forEach(put -> write(put.row()));
        }
        return outcome;
      }
    };
  }

  /** The message is written, and then the row of its key. */
  static Rows writtenAfterTheMessage(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        TransactionOutcome outcome = super.transact(without(puts));
        if (outcome instanceof TransactionOutcome.Committed) {
          keysOf(puts).forEach(put -> put(put.row(), put.condition()));
        }
        return outcome;
      }
    };
  }

  /** The row of the key is written, and then the message. */
  static Rows writtenBeforeTheMessage(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        List<ConditionalPut> keys = keysOf(puts);
        if (!keys.isEmpty() && super.transact(keys) instanceof TransactionOutcome.Refused refused) {
          return refused;
        }
        return super.transact(without(puts));
      }
    };
  }

  private static Rows changing(Rows rows, UnaryOperator<ConditionalPut> change) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        return super.transact(
            puts.stream().map(put -> isOfKey(put) ? change.apply(put) : put).toList());
      }
    };
  }

  private static IdempotencyRecord shortened(IdempotencyRecord sent) {
    return new IdempotencyRecord(
        sent.key(),
        sent.requestDigest(),
        sent.messageUuid(),
        sent.groupUuid(),
        sent.createdAt(),
        sent.sender(),
        sent.createdAt().instant().plus(Duration.ofDays(1)));
  }

  private static List<ConditionalPut> keysOf(List<ConditionalPut> puts) {
    return puts.stream().filter(FaultyKeys::isOfKey).toList();
  }

  private static List<ConditionalPut> without(List<ConditionalPut> puts) {
    return puts.stream().filter(put -> !isOfKey(put)).toList();
  }

  private static boolean isOfKey(ConditionalPut put) {
    return put.row() instanceof IdempotencyRecord;
  }
}
