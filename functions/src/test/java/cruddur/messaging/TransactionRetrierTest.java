package cruddur.messaging;

import static cruddur.messaging.port.SampleRows.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.RowsContendedException;
import cruddur.messaging.port.TransactionOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conflicts of transactions, which DynamoDB Local never makes. */
class TransactionRetrierTest {

  private static final List<ConditionalPut> PUTS =
      List.of(new ConditionalPut(message(1), new KeyIsFree()));

  private final MemoryRows table = new MemoryRows();
  private final ObservedRows rows = new ObservedRows(table, table);
  private final List<Integer> waits = new ArrayList<>();
  private final TransactionRetrier transactions = new TransactionRetrier(rows, waits::add);

  @Test
  void withoutAConflictATransactionIsOneRequest() {
    assertEquals(new TransactionOutcome.Committed(), transactions.transact(PUTS));

    assertEquals(List.of("transact"), rows.takeNames());
    assertEquals(List.of(), waits);
  }

  @Test
  void aRefusedTransactionIsNotTriedAgain() {
    table.write(message(1));

    assertEquals(
        new TransactionOutcome.Refused(Map.of(message(1).key(), message(1))),
        transactions.transact(PUTS));

    assertEquals(List.of("transact"), rows.takeNames());
    assertEquals(List.of(), waits);
  }

  @Test
  void aConflictIsWaitedForAndTheSameIsTriedAgain() {
    conflicts(7);

    assertEquals(new TransactionOutcome.Committed(), transactions.transact(PUTS));

    assertEquals(
        Collections.nCopies(8, new ObservedRows.Request.Transact(PUTS)), rows.takeRequests());
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), waits);
    assertEquals(List.of(message(1)), table.allRows());
  }

  @Test
  void eightConflictsInARowAreContention() {
    conflicts(8);

    RowsContendedException gaveUp =
        assertThrows(RowsContendedException.class, () -> transactions.transact(PUTS));

    assertEquals("a transaction met 8 conflicting requests in a row", gaveUp.getMessage());
    assertEquals(8, rows.takeRequests().size());
    assertEquals(7, waits.size());
    assertEquals(List.of(), table.allRows());
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "2, 40", "3, 80", "4, 160", "5, 320", "6, 400", "7, 400", "2000000000, 400"})
  void theWaitDoublesUpToABound(int conflicts, long longestMillis) {
    assertEquals(longestMillis, JitteredBackoff.longestAfter(conflicts).toMillis());
  }

  private void conflicts(int times) {
    var outcomes = IntStream.range(0, times).iterator();
    rows.intercept((request, table) -> {
      if (outcomes.hasNext()) {
        outcomes.next();
        return new TransactionOutcome.Conflict();
      }
      return table.get();
    });
  }
}
