package cruddur.store.dynamodb;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.moment;
import static cruddur.messaging.port.SampleRows.pair;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concurrent writers: one of them wins, and the others see its row. */
class DynamoDbRacesTest {

  private static final int WRITERS = 8;

  @RegisterExtension static final DynamoDbLocal DYNAMODB = new DynamoDbLocal();

  @Test
  void oneOfManyPutsOnAKeyIsWritten() throws Exception {
    List<Message> messages =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> new Message("uuid " + i, GROUP, moment(1), ALPHA, "text " + i))
            .toList();

    List<PutOutcome> outcomes =
        concurrently(
            messages.stream()
                .<Callable<PutOutcome>>map(m -> () -> DYNAMODB.rows().put(m, new KeyIsFree()))
                .toList());

    int winner = outcomes.indexOf(new PutOutcome.Written());
    Row winning = messages.get(winner);
    for (int i = 0; i < WRITERS; i++) {
      assertEquals(
          i == winner ? new PutOutcome.Written() : new PutOutcome.Refused(winning),
          outcomes.get(i));
    }
    assertEquals(Optional.of(winning), DYNAMODB.rows().get(messages.getFirst().key()));
  }

  @Test
  void oneOfManyDeletesSucceeds() throws Exception {
    DYNAMODB.rows().put(rowOfAlpha(1), new KeyIsFree());

    List<Boolean> outcomes =
        concurrently(
            IntStream.range(0, WRITERS)
                .<Callable<Boolean>>mapToObj(_ -> () -> DYNAMODB.rows().delete(rowOfAlpha(1)))
                .toList());

    assertEquals(1, outcomes.stream().filter(Boolean::booleanValue).count());
    assertEquals(Optional.empty(), DYNAMODB.rows().get(rowOfAlpha(1).key()));
  }

  @Test
  void oneOfManyTransactionsOnAPairIsCommitted() throws Exception {
    List<Pair> pairs = IntStream.range(0, WRITERS).mapToObj(i -> pair("group " + i)).toList();

    List<TransactionOutcome> outcomes =
        concurrently(
            pairs.stream()
                .<Callable<TransactionOutcome>>map(pair -> () -> untilNoConflict(pair))
                .toList());

    int winner = outcomes.indexOf(new TransactionOutcome.Committed());
    Pair winning = pairs.get(winner);
    for (int i = 0; i < WRITERS; i++) {
      Message message = messageOf(pairs.get(i));
      if (i != winner) {
        assertEquals(
            Optional.of(winning), ((TransactionOutcome.Refused) outcomes.get(i)).at(winning.key()));
      }
      assertEquals(
          i == winner ? Optional.of(message) : Optional.empty(),
          DYNAMODB.rows().get(message.key()));
    }
    assertEquals(Optional.of(winning), DYNAMODB.rows().get(winning.key()));
  }

  private TransactionOutcome untilNoConflict(Pair pair) {
    List<ConditionalPut> puts =
        List.of(
            new ConditionalPut(messageOf(pair), new KeyIsFree()),
            new ConditionalPut(pair, new KeyIsFree()));
    TransactionOutcome outcome = DYNAMODB.rows().transact(puts);
    while (outcome instanceof TransactionOutcome.Conflict) {
      outcome = DYNAMODB.rows().transact(puts);
    }
    return outcome;
  }

  private static Message messageOf(Pair pair) {
    return new Message("uuid", pair.groupUuid(), moment(1), ALPHA, "text");
  }

  private static <T> List<T> concurrently(List<Callable<T>> writers) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<T> outcomes = new ArrayList<>();
      for (Future<T> outcome : threads.invokeAll(writers)) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
