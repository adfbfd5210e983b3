package cruddur.bench.backlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.local.lambda.FunctionError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final String ALL = "{\"batchItemFailures\":[]}";
  private static final String FROM_TWO = "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}";

  @Test
  void everyRecordOfAFinishedBatchCounts() throws Exception {
    Drain drain = new Drain(_ -> bytes(ALL), 6, LONG);

    drain.invoke(batch());
    drain.invoke(batch());

    assertEquals(6, drain.await().records());
  }

  @Test
  void onlyRecordsBeforeTheReportedOneCount() throws Exception {
    Drain drain = new Drain(_ -> bytes(FROM_TWO), 2, LONG);

    drain.invoke(batch());
    drain.invoke(batch());

    assertEquals(2, drain.await().records());
  }

  @Test
  void recordsAfterTheEndAreProcessedButNotPartOfTheRate() throws Exception {
    Drain drain = new Drain(_ -> bytes(ALL), 1, LONG);

    drain.invoke(batch());
    drain.invoke(batch());

    assertEquals(3, drain.await().records());
    assertEquals(6, drain.total());
  }

  @Test
  void aDrainEndsWhenItsTimeIsOver() throws Exception {
    Drain drain = new Drain(_ -> bytes(ALL), 1_000, Duration.ZERO);

    drain.invoke(batch());

    assertEquals(3, drain.await().records());
  }

  @Test
  void aFunctionErrorIsNoResult() {
    FunctionError error = new FunctionError("Sandbox.Timedout", "Task timed out");
    Drain drain =
        new Drain(
            _ -> {
              throw error;
            },
            1,
            LONG);

    assertThrows(FunctionError.class, () -> drain.invoke(batch()));
    assertEquals(error, assertThrows(IllegalStateException.class, drain::await).getCause());
  }

  private static byte[] batch() {
    return bytes(
        """
        {"Records":[{"dynamodb":{"SequenceNumber":"1"}},
                    {"dynamodb":{"SequenceNumber":"2"}},
                    {"dynamodb":{"SequenceNumber":"3"}}]}
        """);
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
