package cruddur.local.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.local.stream.DiscardedBatch.Condition;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.StreamDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives a function one batch of a shard, until each of its records was processed or given up.
 *
 * <ul>
 *   <li>A function error, and a response that makes no sense, fail the whole batch. With bisection
 *       on, a failed batch of several is halved, which uses no retry; otherwise it comes again,
 *       which does.
 *   <li>A response that names failed records cuts the batch at the first of them: what is before it
 *       is done, the rest comes again, which uses a retry. Parts inherit the retries used.
 *   <li>What is left when the retries are used up, and each record that is too old, is given up.
 * </ul>
 */
final class BatchDelivery {

  private static final int FOR_EVER = -1;

  /** Part of the batch, and what has been done with it so far. */
  private record Part(List<ShardRecord> records, int retries, int invocations, boolean answered) {

    Part of(List<ShardRecord> some) {
      return new Part(some, retries, invocations, answered);
    }

    Part from(int first) {
      return of(records.subList(first, records.size()));
    }
  }

  private final StreamDefinition settings;
  private final Invocable function;
  private final Consumer<DiscardedBatch> failures;
  private final Clock clock;
  private final RetryDelays backoff;

  BatchDelivery(
      StreamDefinition settings,
      Invocable function,
      Consumer<DiscardedBatch> failures,
      Clock clock,
      RetryDelays backoff) {
    this.settings = settings;
    this.function = function;
    this.failures = failures;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** Delivers a batch; returns when the shard may go on behind it. */
  void deliver(List<ShardRecord> batch) throws InterruptedException {
    Deque<Part> parts = new ArrayDeque<>(List.of(new Part(batch, 0, 0, false)));
    while (!parts.isEmpty()) {
      Part young = withoutOldRecords(parts.pop());
      if (!young.records().isEmpty()) {
        invoke(young, parts);
      }
    }
  }

  private void invoke(Part part, Deque<Part> parts) throws InterruptedException {
    BatchResponse response;
    boolean answered = true;
    try {
      response = read(function.invoke(event(part.records())), part.records());
    } catch (FunctionError e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the local system is shutting down");
      }
      response = new BatchResponse.Failure();
      answered = false;
    }
    Part tried = new Part(part.records(), part.retries(), part.invocations() + 1, answered);
    switch (response) {
      case BatchResponse.Success() -> {}
      case BatchResponse.FailureFrom(int first) -> retry(tried.from(first), parts);
      case BatchResponse.Failure() when settings.bisects() && tried.records().size() > 1 ->
          halve(tried, parts);
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

  private static void halve(Part failed, Deque<Part> parts) {
    int middle = failed.records().size() / 2;
    parts.push(failed.from(middle));
    parts.push(failed.of(failed.records().subList(0, middle)));
  }

  private void retry(Part failed, Deque<Part> parts) throws InterruptedException {
    int retry = failed.retries() + 1;
    if (settings.maximumRetryAttempts() != FOR_EVER && retry > settings.maximumRetryAttempts()) {
      giveUp(Condition.RetryAttemptsExhausted, failed);
      return;
    }
    backoff.await(retry);
    parts.push(new Part(failed.records(), retry, failed.invocations(), failed.answered()));
  }

  /** Records stand in the order of their age, so the old ones come first. */
  private Part withoutOldRecords(Part part) {
    if (settings.maximumRecordAge().isNegative()) {
      return part;
    }
    Instant oldest = clock.instant().minus(settings.maximumRecordAge());
    List<ShardRecord> old =
        part.records().stream().takeWhile(record -> record.arrival().isBefore(oldest)).toList();
    if (!old.isEmpty()) {
      giveUp(Condition.RecordAgeExceeded, part.of(old));
    }
    return part.from(old.size());
  }

  private void giveUp(Condition condition, Part part) {
    failures.accept(
        new DiscardedBatch(
            condition, part.records(), part.invocations(), part.answered(), clock.instant()));
  }
}
