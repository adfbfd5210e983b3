package cruddur.local.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.local.stream.DiscardedBatch.Condition;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.StreamDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Delivers one batch of a shard to a function until each of its records is processed or discarded.
 *
 * <ul>
 *   <li>A function error or an invalid response fails the whole batch. With bisection, a failed
 *       batch of several records is split in half, which uses no retry; otherwise it is retried.
 *   <li>A response that names failed records splits the batch at the first of them: earlier records
 *       are done, the rest is retried. Parts inherit the used retries.
 *   <li>When no retries are left, the records are discarded; so is each record that is too old.
 * </ul>
 */
final class BatchDelivery {

  private static final int UNLIMITED = -1;

  /**
   * Part of the batch.
   *
   * @param invocations how many invocations had these records
   * @param responded whether the last of them returned a response rather than an error
   */
  private record Part(List<ShardRecord> records, int retries, int invocations, boolean responded) {

    Part with(List<ShardRecord> subset) {
      return new Part(subset, retries, invocations, responded);
    }

    Part from(int first) {
      return with(records.subList(first, records.size()));
    }
  }

  private final StreamDefinition settings;
  private final Invocable function;
  private final Consumer<DiscardedBatch> failures;
  private final InstantSource clock;
  private final RetryDelays backoff;

  BatchDelivery(
      StreamDefinition settings,
      Invocable function,
      Consumer<DiscardedBatch> failures,
      InstantSource clock,
      RetryDelays backoff) {
    this.settings = settings;
    this.function = function;
    this.failures = failures;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** Delivers a batch. Returns when the shard can continue after it. */
  void deliver(List<ShardRecord> batch) throws InterruptedException {
    Deque<Part> parts = new ArrayDeque<>(List.of(new Part(batch, 0, 0, false)));
    while (!parts.isEmpty()) {
      Part recent = withoutOldRecords(parts.pop());
      if (!recent.records().isEmpty()) {
        invoke(recent, parts);
      }
    }
  }

  private void invoke(Part part, Deque<Part> parts) throws InterruptedException {
    BatchResponse response;
    boolean responded = true;
    try {
      response = read(function.invoke(event(part.records())), part.records());
    } catch (FunctionError e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the local system is shutting down");
      }
      response = new BatchResponse.Failure();
      responded = false;
    }
    Part tried = new Part(part.records(), part.retries(), part.invocations() + 1, responded);
    switch (response) {
      case BatchResponse.Success() -> {}
      case BatchResponse.FailureFrom(int first) -> retry(tried.from(first), parts);
      case BatchResponse.Failure() when settings.bisects() && tried.records().size() > 1 ->
          bisect(tried, parts);
      case BatchResponse.Failure() -> retry(tried, parts);
    }
  }

  private BatchResponse read(byte[] response, List<ShardRecord> records) {
    return settings.reportsBatchItemFailures()
        ? BatchResponse.read(response, records)
        : new BatchResponse.Success();
  }

  private static byte[] event(List<ShardRecord> records) {
    ObjectNode event = Json.object();
    ArrayNode list = event.putArray("Records");
    records.forEach(record -> list.add(record.json()));
    return Json.bytes(event);
  }

  private static void bisect(Part failed, Deque<Part> parts) {
    int middle = failed.records().size() / 2;
    parts.push(failed.from(middle));
    parts.push(failed.with(failed.records().subList(0, middle)));
  }

  private void retry(Part failed, Deque<Part> parts) throws InterruptedException {
    int retry = failed.retries() + 1;
    if (settings.maximumRetryAttempts() != UNLIMITED && retry > settings.maximumRetryAttempts()) {
      discard(Condition.RetryAttemptsExhausted, failed);
      return;
    }
    backoff.await(retry);
    parts.push(new Part(failed.records(), retry, failed.invocations(), failed.responded()));
  }

  /** A shard's records are in order of arrival, so old ones are first. */
  private Part withoutOldRecords(Part part) {
    if (settings.maximumRecordAge().isNegative()) {
      return part;
    }
    Instant oldest = clock.instant().minus(settings.maximumRecordAge());
    List<ShardRecord> old =
        part.records().stream().takeWhile(record -> record.arrival().isBefore(oldest)).toList();
    if (!old.isEmpty()) {
      discard(Condition.RecordAgeExceeded, part.with(old));
    }
    return part.from(old.size());
  }

  private void discard(Condition condition, Part part) {
    failures.accept(
        new DiscardedBatch(
            condition, part.records(), part.invocations(), part.responded(), clock.instant()));
  }
}
