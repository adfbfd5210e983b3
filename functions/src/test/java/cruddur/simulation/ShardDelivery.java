package cruddur.simulation;

import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Delivers one shard as Lambda does: batches in order, one at a time. A batch is cut at the record
 * that it reports, and halved when the function crashes or throws, until every record is processed.
 * Some successful batches are delivered twice.
 */
final class ShardDelivery implements InvocationSource {

  private static final int MAX_BATCH_SIZE = 6;

  private final String name;
  private final WorldSetup.StreamHandler handler;
  private final RandomGenerator random;
  private final int maxBatchSize;
  private final double deliversTwice;
  private final double runsOutOfTime;
  private final Deque<StreamRecord> pending = new ArrayDeque<>();
  private final Deque<List<StreamRecord>> retries = new ArrayDeque<>();
  private List<StreamRecord> batch = List.of();
  private StreamBatch.BatchResult result;
  private boolean isRunning;
  private boolean isFaultless;

  ShardDelivery(String name, WorldSetup.StreamHandler handler, RandomGenerator random) {
    this.name = name;
    this.handler = handler;
    this.random = random;
    this.maxBatchSize = random.nextBoolean() ? 1 : random.nextInt(1, MAX_BATCH_SIZE + 1);
    this.deliversTwice = random.nextBoolean() ? 0 : random.nextDouble(0.2);
    this.runsOutOfTime = random.nextDouble(0.1);
  }

  void offer(StreamRecord record) {
    pending.add(record);
  }

  /** Stops delivering batches twice and letting them run out of time. */
  void endFaults() {
    isFaultless = true;
  }

  /** Whether every offered record is processed and no invocation is running. */
  boolean isDone() {
    return !isRunning && !isReady();
  }

  @Override
  public boolean isReady() {
    return !pending.isEmpty() || !retries.isEmpty();
  }

  @Override
  public SimulatedInvocation next() {
    isRunning = true;
    batch = retries.isEmpty() ? take() : retries.pop();
    return new SimulatedInvocation(
        name + " " + batch.stream().map(StreamRecord::sequenceNumber).toList(),
        () -> result = handler.process(batch, () -> occurs(runsOutOfTime)));
  }

  @Override
  public void ended(SimulatedInvocation.End end) {
    isRunning = false;
    switch (end) {
      case SimulatedInvocation.End.Returned() -> returned();
      case SimulatedInvocation.End.Crashed() -> halve();
      case SimulatedInvocation.End.Threw(RowsUnavailableException unavailable) -> halve();
      case SimulatedInvocation.End.Threw(StreamBatch.PoisonRecordException poison)
          when !isPoison(batch.getFirst()) ->
          throw new InvariantViolation(
              "a valid record was treated as poison: " + poison.getMessage());
      case SimulatedInvocation.End.Threw(StreamBatch.PoisonRecordException poison) -> halve();
      case SimulatedInvocation.End.Threw(Throwable cause) ->
          throw new InvariantViolation("the stream handler threw an unexpected error", cause);
    }
  }

  private void returned() {
    switch (result) {
      case StreamBatch.BatchResult.Finished finished -> {
        if (batch.stream().anyMatch(ShardDelivery::isPoison)) {
          throw new InvariantViolation("a poison record was reported as processed");
        }
        if (occurs(deliversTwice)) {
          retries.push(batch);
        }
      }
      case StreamBatch.BatchResult.StoppedAt stopped -> cutAt(stopped.sequenceNumber());
    }
  }

  private void cutAt(String sequenceNumber) {
    List<StreamRecord> rest =
        batch.stream()
            .dropWhile(record -> !record.sequenceNumber().equals(sequenceNumber))
            .toList();
    if (rest.isEmpty()) {
      throw new InvariantViolation("reported a record that is not in the batch: " + sequenceNumber);
    }
    if (!isPoison(rest.getFirst())) {
      retries.push(rest);
    } else if (rest.size() < batch.size()) {
      retries.push(rest);
    } else if (rest.size() > 1) {
      throw new InvariantViolation(
          "a poison record was reported at the head of its batch: after the last retry the rest is lost");
    }
    // A poison record alone goes to the failure queue.
  }

  private void halve() {
    int half = batch.size() / 2;
    retries.push(batch.subList(half, batch.size()));
    if (half > 0) {
      retries.push(batch.subList(0, half));
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

  private boolean occurs(double chance) {
    return !isFaultless && random.nextDouble() < chance;
  }

  private static boolean isPoison(StreamRecord record) {
    return record.content() instanceof StreamRecord.Content.Unreadable;
  }
}
