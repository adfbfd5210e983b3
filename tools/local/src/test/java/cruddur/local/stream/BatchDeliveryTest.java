package cruddur.local.stream;

import static cruddur.local.stream.DiscardedBatch.Condition.RecordAgeExceeded;
import static cruddur.local.stream.DiscardedBatch.Condition.RetryAttemptsExhausted;
import static cruddur.local.stream.ScriptedFunction.SUCCESS;
import static cruddur.local.stream.ScriptedFunction.reporting;
import static cruddur.local.stream.ScriptedFunction.throwingAt;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.StreamDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchDeliveryTest {

  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final List<DiscardedBatch> failures = new ArrayList<>();
  private final List<Integer> pauses = new ArrayList<>();
  private Instant now = NOW;

  @Test
  void aBatchThatSucceedsIsDeliveredOnceAndInOrder() throws Exception {
    ScriptedFunction function = new ScriptedFunction(batch -> SUCCESS);
    deliver(function, reportsAndBisects(10), 3);
    assertEquals(List.of(List.of("1", "2", "3")), function.batches());
    assertNothingDiscarded();
    assertEquals(List.of(), pauses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"other\":1}"
      })
  void theseResponsesMeanSuccess(String response) throws Exception {
    ScriptedFunction function = new ScriptedFunction(batch -> response);
    deliver(function, reportsAndBisects(10), 2);
    assertEquals(List.of(List.of("1", "2")), function.batches());
    assertNothingDiscarded();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"done\"",
        "nonsense",
        "{\"batchItemFailures\":{}}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":2}]}",
        "{\"batchItemFailures\":[{\"identifier\":\"2\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"99\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"99\"}]}"
      })
  void theseResponsesFailTheWholeBatch(String response) throws Exception {
    ScriptedFunction function = respondingWith(response, SUCCESS, SUCCESS);
    deliver(function, reportsAndBisects(10), 2);
    assertEquals(List.of(List.of("1", "2"), List.of("1"), List.of("2")), function.batches());
    assertNothingDiscarded();
  }

  @Test
  void deliveryContinuesWithTheFirstReportedRecord() throws Exception {
    ScriptedFunction function = respondingWith(reporting("4", "3", "5"), SUCCESS);
    deliver(function, reportsAndBisects(10), 5);
    assertEquals(
        List.of(List.of("1", "2", "3", "4", "5"), List.of("3", "4", "5")), function.batches());
    assertEquals(List.of(1), pauses);
    assertNothingDiscarded();
  }

  @Test
  void aReportIsIgnoredIfTheMappingHasNoItemFailures() throws Exception {
    ScriptedFunction function = respondingWith(reporting("1"));
    deliver(function, settings(false, true, 10, AN_HOUR), 2);
    assertEquals(List.of(List.of("1", "2")), function.batches());
    assertNothingDiscarded();
  }

  @Test
  void aReportSplitsTheBatchWithoutBisectionToo() throws Exception {
    ScriptedFunction function = respondingWith(reporting("2"), SUCCESS);
    deliver(function, settings(true, false, 10, AN_HOUR), 3);
    assertEquals(List.of(List.of("1", "2", "3"), List.of("2", "3")), function.batches());
  }

  @Test
  void aSplitUsesARetryAndTheRestIsDiscardedTogether() throws Exception {
    ScriptedFunction function =
        new ScriptedFunction(batch -> reporting(batch.size() > 3 ? "3" : batch.getFirst()));
    deliver(function, reportsAndBisects(2), 5);
    assertEquals(
        List.of(List.of("1", "2", "3", "4", "5"), List.of("3", "4", "5"), List.of("3", "4", "5")),
        function.batches());
    assertEquals(
        List.of(new DiscardedBatch(RetryAttemptsExhausted, records(3, 5), 3, true, NOW)), failures);
    assertEquals(List.of(1, 2), pauses);
  }

  @Test
  void aFailedBatchIsBisectedWhichUsesNoRetry() throws Exception {
    ScriptedFunction function = throwingAt("3");
    deliver(function, reportsAndBisects(0), 4);
    assertEquals(
        List.of(
            List.of("1", "2", "3", "4"),
            List.of("1", "2"),
            List.of("3", "4"),
            List.of("3"),
            List.of("4")),
        function.batches());
    assertEquals(
        List.of(new DiscardedBatch(RetryAttemptsExhausted, records(3, 3), 3, false, NOW)),
        failures);
    assertEquals(List.of(), pauses);
  }

  @Test
  void anIsolatedRecordIsRetriedAndThenDelaysNoOther() throws Exception {
    ScriptedFunction function = throwingAt("1");
    deliver(function, reportsAndBisects(2), 3);
    assertEquals(
        List.of(
            List.of("1", "2", "3"), List.of("1"), List.of("1"), List.of("1"), List.of("2", "3")),
        function.batches());
    assertEquals(
        List.of(new DiscardedBatch(RetryAttemptsExhausted, records(1, 1), 4, false, NOW)),
        failures);
    assertEquals(List.of(1, 2), pauses);
  }

  @Test
  void halvesInheritTheRetriesThatASplitHasUsed() throws Exception {
    ScriptedFunction function =
        new ScriptedFunction(batch -> {
          if (batch.getFirst().equals("1")) {
            return reporting("2");
          }
          if (batch.contains("2")) {
            throw new FunctionError("test.Poison", "a poison record");
          }
          return SUCCESS;
        });
    deliver(function, reportsAndBisects(2), 3);
    assertEquals(
        List.of(
            List.of("1", "2", "3"), List.of("2", "3"), List.of("2"), List.of("2"), List.of("3")),
        function.batches());
    assertEquals(
        List.of(new DiscardedBatch(RetryAttemptsExhausted, records(2, 2), 4, false, NOW)),
        failures);
  }

  @Test
  void everyPoisonRecordEndsAloneAndAllOthersAreProcessed() throws Exception {
    List<String> processed = new ArrayList<>();
    ScriptedFunction function =
        new ScriptedFunction(batch -> {
          if (batch.stream().anyMatch(List.of("7", "8", "50")::contains)) {
            throw new FunctionError("test.Poison", "a poison record");
          }
          processed.addAll(batch);
          return SUCCESS;
        });
    deliver(function, reportsAndBisects(3), 100);
    List<String> healthy =
        new ArrayList<>(records(1, 100).stream().map(ShardRecord::sequenceNumber).toList());
    healthy.removeAll(List.of("7", "8", "50"));
    assertEquals(healthy, processed);
    assertEquals(
        List.of(records(7, 7), records(8, 8), records(50, 50)),
        failures.stream().map(DiscardedBatch::records).toList());
  }

  @Test
  void withoutBisectionTheWholeBatchIsRetriedUntilItIsDiscarded() throws Exception {
    ScriptedFunction function = throwingAt("2");
    deliver(function, settings(true, false, 2, AN_HOUR), 3);
    assertEquals(
        List.of(List.of("1", "2", "3"), List.of("1", "2", "3"), List.of("1", "2", "3")),
        function.batches());
    assertEquals(
        List.of(new DiscardedBatch(RetryAttemptsExhausted, records(1, 3), 3, false, NOW)),
        failures);
    assertEquals(List.of(1, 2), pauses);
  }

  @Test
  void aTemporaryFailureDiscardsNothing() throws Exception {
    ScriptedFunction function = respondingWith(null, null, SUCCESS);
    deliver(function, reportsAndBisects(10), 1);
    assertEquals(List.of(List.of("1"), List.of("1"), List.of("1")), function.batches());
    assertNothingDiscarded();
  }

  @Test
  void minusOneRetriesWithoutLimit() throws Exception {
    String[] responses = new String[51];
    responses[50] = SUCCESS;
    ScriptedFunction function = respondingWith(responses);
    deliver(function, reportsAndBisects(-1), 1);
    assertEquals(51, function.batches().size());
    assertNothingDiscarded();
  }

  @Test
  void recordsThatAreTooOldDoNotReachTheFunction() throws Exception {
    ScriptedFunction function = new ScriptedFunction(batch -> SUCCESS);
    now = NOW.plus(AN_HOUR).plusSeconds(3);
    deliver(function, reportsAndBisects(10), 4);
    // Record n is from n seconds after the hour. An age of exactly one hour is allowed.
    assertEquals(List.of(List.of("3", "4")), function.batches());
    assertEquals(
        List.of(new DiscardedBatch(RecordAgeExceeded, records(1, 2), 0, false, now)), failures);
  }

  @Test
  void recordsCanBecomeTooOldBetweenRetries() throws Exception {
    ScriptedFunction function =
        new ScriptedFunction(batch -> {
          now = now.plus(Duration.ofMinutes(30));
          throw new FunctionError("test.Outage", "not now");
        });
    deliver(function, settings(true, false, -1, AN_HOUR), 2);
    assertEquals(
        List.of(List.of("1", "2"), List.of("1", "2"), List.of("1", "2")), function.batches());
    assertEquals(
        List.of(
            new DiscardedBatch(
                RecordAgeExceeded, records(1, 2), 3, false, NOW.plus(Duration.ofMinutes(90)))),
        failures);
  }

  @Test
  void minusOneAllowsRecordsOfAnyAge() throws Exception {
    ScriptedFunction function = new ScriptedFunction(batch -> SUCCESS);
    now = NOW.plus(Duration.ofDays(2));
    deliver(function, settings(true, true, 10, Duration.ofSeconds(-1)), 2);
    assertEquals(List.of(List.of("1", "2")), function.batches());
    assertNothingDiscarded();
  }

  private void deliver(ScriptedFunction function, StreamDefinition settings, int size)
      throws InterruptedException {
    new BatchDelivery(settings, function, failures::add, () -> now, pauses::add)
        .deliver(records(1, size));
  }

  private void assertNothingDiscarded() {
    assertEquals(List.of(), failures);
  }

  /** A function that returns these responses in order, and throws for null. */
  private static ScriptedFunction respondingWith(String... responses) {
    Iterator<String> next = Arrays.asList(responses).iterator();
    return new ScriptedFunction(batch -> {
      String response = next.next();
      if (response == null) {
        throw new FunctionError("test.Outage", "not now");
      }
      return response;
    });
  }

  private static StreamDefinition reportsAndBisects(int maximumRetryAttempts) {
    return settings(true, true, maximumRetryAttempts, AN_HOUR);
  }

  private static StreamDefinition settings(
      boolean reports, boolean bisects, int retries, Duration maximumAge) {
    return new StreamDefinition(
        100,
        Duration.ZERO,
        1,
        reports,
        bisects,
        retries,
        maximumAge,
        List.of(),
        "TRIM_HORIZON",
        Optional.of("queue"));
  }

  private static List<ShardRecord> records(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(n -> {
          String number = Integer.toString(n);
          return new ShardRecord(
              number,
              NOW.plusSeconds(n),
              Json.object().set("dynamodb", Json.object().put("SequenceNumber", number)));
        })
        .toList();
  }
}
