package cruddur.simulation;

import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.BatchResult.Checkpoint;
import cruddur.messaging.stream.RecordFailure;
import cruddur.messaging.stream.StreamRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Delivers one shard as Lambda does: batches in order, one at a time. A batch is cut at the record
 * that it reports, and halved when the function crashes or throws. When its retries are used up,
 * what is left of it goes to the failure queue, which somebody reprocesses after the faults have
 * ended. Some successful batches are delivered twice.
 */
final class ShardDelivery implements InvocationSource {

  private static final int MAX_BATCH_SIZE = 6;

  private static final int MAX_RETRIES = 10;

  /** A batch, and how often it was retried since it was cut. */
  private record Attempt(List<StreamRecord> records, int retries) {}

  private final String name;
  private final WorldSetup.StreamHandler handler;
  private final RandomGenerator random;
  private final BadGroup badGroup;
  private final TableInvariants invariants;
  private final int maxBatchSize;
  private final int maxRetries;
  private final double deliversTwice;
  private final double runsOutOfTime;
  private final Deque<StreamRecord> pending = new ArrayDeque<>();
  private final Deque<Attempt> retries = new ArrayDeque<>();
  private final List<StreamRecord> failureQueue = new ArrayList<>();
  private Attempt attempt = new Attempt(List.of(), 0);
  private SimulatedInvocation invocation;
  private BatchResult result;
  private boolean hasRunOutOfTime;
  private boolean beganAfterRepair;
  private boolean isFaultless;

  /**
   * Creates a delivery without records.
   *
   * @param largeBatches whether batches have up to 1,000 records
   * @param invariants what must hold after each batch
   */
  ShardDelivery(
      String name,
      WorldSetup.StreamHandler handler,
      RandomGenerator random,
      BadGroup badGroup,
      boolean largeBatches,
      TableInvariants invariants) {
    this.name = name;
    this.handler = handler;
    this.random = random;
    this.badGroup = badGroup;
    this.invariants = invariants;
    int smallBatch = random.nextBoolean() ? 1 : random.nextInt(1, MAX_BATCH_SIZE + 1);
    this.maxBatchSize = largeBatches ? 1_000 : smallBatch;
    this.maxRetries = random.nextInt(2, MAX_RETRIES + 1);
    this.deliversTwice = random.nextBoolean() ? 0 : random.nextDouble(0.2);
    this.runsOutOfTime = random.nextDouble(0.1);
  }

  void offer(StreamRecord record) {
    pending.add(record);
  }

  /**
   * Stops delivering batches twice and letting them run out of time, and reprocesses the failure
   * queue.
   */
  void endFaults() {
    isFaultless = true;
    pending.addAll(failureQueue);
    failureQueue.clear();
  }

  /** Whether every offered record is processed and no invocation is running. */
  boolean isDone() {
    return invocation == null && !isReady() && failureQueue.isEmpty();
  }

  @Override
  public boolean isReady() {
    return !pending.isEmpty() || !retries.isEmpty();
  }

  @Override
  public SimulatedInvocation next() {
    attempt = retries.isEmpty() ? new Attempt(take(), 0) : retries.pop();
    List<StreamRecord> batch = attempt.records();
    hasRunOutOfTime = false;
    beganAfterRepair = badGroup.isRepaired();
    invocation =
        new SimulatedInvocation(
            name + " " + describe(batch), () -> result = handler.process(batch, this::outOfTime));
    return invocation;
  }

  @Override
  public void ended(SimulatedInvocation.End end) {
    SimulatedInvocation ended = invocation;
    invocation = null;
    switch (end) {
      case SimulatedInvocation.End.Returned() -> returned(ended);
      case SimulatedInvocation.End.Crashed() -> halve();
      case SimulatedInvocation.End.Threw(RowsUnavailableException unavailable) -> halve();
      case SimulatedInvocation.End.Threw(Throwable cause) ->
          throw new InvariantViolation("the stream handler threw an unexpected error", cause);
    }
  }

  private void returned(SimulatedInvocation ended) {
    if (badGroup.isRepaired() != beganAfterRepair) {
      // What was poison at its start may have been none at its end.
      retries.push(attempt);
      return;
    }
    boolean isUndisturbed = ended.failures() == 0 && !hasRunOutOfTime;
    switch (result.checkpoint(attempt.records())) {
      case Checkpoint.Finished() -> finished();
      case Checkpoint.Bisect(RecordFailure poison) -> {
        requirePoison(attempt.records().getFirst());
        requireOthersProcessed(isUndisturbed);
        halve();
      }
      case Checkpoint.RetryFrom(RecordFailure lowest) -> {
        requireOthersProcessed(isUndisturbed);
        cutAt(lowest, isUndisturbed);
      }
    }
  }

  private void finished() {
    if (attempt.records().stream().anyMatch(this::isPoison)) {
      throw new InvariantViolation("a poison record was reported as processed");
    }
    invariants.requireProcessed(attempt.records().stream());
    if (occurs(deliversTwice)) {
      retries.push(attempt);
    }
  }

  /** No group waits for another one that fails. */
  private void requireOthersProcessed(boolean isUndisturbed) {
    if (isUndisturbed) {
      invariants.requireProcessed(
          attempt.records().stream().filter(record -> !isPoison(record) && !badGroup.has(record)));
    }
  }

  private void cutAt(RecordFailure lowest, boolean isUndisturbed) {
    List<StreamRecord> batch = attempt.records();
    List<StreamRecord> rest =
        batch.stream()
            .dropWhile(record -> !record.sequenceNumber().equals(lowest.sequenceNumber()))
            .toList();
    if (rest.isEmpty()) {
      throw new InvariantViolation("reported a record that is not in the batch: " + lowest);
    }
    invariants.requireProcessed(batch.stream().limit(batch.size() - rest.size()));
    if (lowest.isPoison()) {
      requirePoison(rest.getFirst());
    }
    boolean isShorter = rest.size() < batch.size();
    if (isUndisturbed && isPoison(rest.getFirst()) && !isShorter && rest.size() > 1) {
      throw new InvariantViolation(
          "a poison record was reported at the head of its batch: after the last retry the rest is lost");
    }
    int used = isShorter ? 0 : attempt.retries() + 1;
    if ((isPoison(rest.getFirst()) && rest.size() == 1) || used > maxRetries) {
      discard(rest);
    } else {
      retries.push(new Attempt(rest, used));
    }
  }

  /** Records that can never be read stay in the failure queue until somebody discards them. */
  private void discard(List<StreamRecord> rest) {
    rest.stream()
        .filter(record -> !(record.content() instanceof StreamRecord.Content.Unreadable))
        .forEach(isFaultless ? pending::add : failureQueue::add);
  }

  private void requirePoison(StreamRecord record) {
    if (!isPoison(record)) {
      throw new InvariantViolation("a valid record was treated as poison: " + record);
    }
  }

  private void halve() {
    List<StreamRecord> batch = attempt.records();
    int half = batch.size() / 2;
    retries.push(new Attempt(batch.subList(half, batch.size()), attempt.retries()));
    if (half > 0) {
      retries.push(new Attempt(batch.subList(0, half), attempt.retries()));
    }
  }

  private List<StreamRecord> take() {
    List<StreamRecord> next = new ArrayList<>();
    int size = random.nextInt(1, maxBatchSize + 1);
    while (next.size() < size && !pending.isEmpty()) {
      next.add(pending.remove());
    }
    return List.copyOf(next);
  }

  private boolean outOfTime() {
    boolean isOut = occurs(runsOutOfTime);
    hasRunOutOfTime |= isOut;
    return isOut;
  }

  private boolean occurs(double chance) {
    return !isFaultless && random.nextDouble() < chance;
  }

  private boolean isPoison(StreamRecord record) {
    return record.content() instanceof StreamRecord.Content.Unreadable || badGroup.isPoison(record);
  }

  private static String describe(List<StreamRecord> batch) {
    return batch.size() <= MAX_BATCH_SIZE
        ? batch.stream().map(StreamRecord::sequenceNumber).toList().toString()
        : "[%d records from %s]".formatted(batch.size(), batch.getFirst().sequenceNumber());
  }
}
