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

/** Faults in the handling of idempotency keys. */
final class PlantedKeyFaults {

  private PlantedKeyFaults() {}

  /** An expired row does not count as free. */
  static Rows ignoringExpiry(Rows rows) {
    return changing(rows, put -> new ConditionalPut(put.row(), new PutCondition.KeyIsFree()));
  }

  /** A key expires exactly one day later by the clock of the host that wrote it. */
  static Rows expiringWithoutMargin(Rows rows) {
    return changing(
        rows,
        put -> new ConditionalPut(withoutMargin((IdempotencyRecord) put.row()), put.condition()));
  }

  /** The row of a key is put without a condition. */
  static MemoryRows overwritingKeys(IndexLag lag, int pageSize) {
    return new MemoryRows(lag, pageSize) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        TransactionOutcome outcome = super.transact(otherPuts(puts));
        if (outcome instanceof TransactionOutcome.Committed) {
          keyPuts(puts).forEach(put -> write(put.row()));
        }
        return outcome;
      }
    };
  }

  /** The message is written first, then the row of its key. */
  static Rows writtenAfterTheMessage(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        TransactionOutcome outcome = super.transact(otherPuts(puts));
        if (outcome instanceof TransactionOutcome.Committed) {
          keyPuts(puts).forEach(put -> put(put.row(), put.condition()));
        }
        return outcome;
      }
    };
  }

  /** The row of the key is written first, then the message. */
  static Rows writtenBeforeTheMessage(Rows rows) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        List<ConditionalPut> keys = keyPuts(puts);
        if (!keys.isEmpty() && super.transact(keys) instanceof TransactionOutcome.Refused refused) {
          return refused;
        }
        return super.transact(otherPuts(puts));
      }
    };
  }

  private static Rows changing(Rows rows, UnaryOperator<ConditionalPut> change) {
    return new ForwardingRows(rows) {
      @Override
      public TransactionOutcome transact(List<ConditionalPut> puts) {
        return super.transact(
            puts.stream().map(put -> isKeyPut(put) ? change.apply(put) : put).toList());
      }
    };
  }

  private static IdempotencyRecord withoutMargin(IdempotencyRecord record) {
    return new IdempotencyRecord(
        record.key(),
        record.requestDigest(),
        record.messageUuid(),
        record.groupUuid(),
        record.createdAt(),
        record.sender(),
        record.createdAt().instant().plus(Duration.ofDays(1)));
  }

  private static List<ConditionalPut> keyPuts(List<ConditionalPut> puts) {
    return puts.stream().filter(PlantedKeyFaults::isKeyPut).toList();
  }

  private static List<ConditionalPut> otherPuts(List<ConditionalPut> puts) {
    return puts.stream().filter(put -> !isKeyPut(put)).toList();
  }

  private static boolean isKeyPut(ConditionalPut put) {
    return put.row() instanceof IdempotencyRecord;
  }
}
