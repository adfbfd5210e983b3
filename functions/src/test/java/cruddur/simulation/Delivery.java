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
 * What Lambda does with one shard: batches in order, one at a time; cut at the record that a batch
 * reports, halved when the function dies or throws, and again until all is done. Now and then a
 * batch that has succeeded comes once more.
 */
final class Delivery implements Actor {

  private static final int LARGEST_BATCH = 6;

  private final String name;
  private final WorldSetup.StreamHandler handler;
  private final RandomGenerator random;
  private final int largestBatch;
  private final double comesTwice;
  private final double runsOutOfTime;
  private final Deque<StreamRecord> ahead = new ArrayDeque<>();
  private final Deque<List<StreamRecord>> comingAgain = new ArrayDeque<>();
  private List<StreamRecord> batch = List.of();
  private StreamBatch.BatchResult result;
  private boolean isUnderWay;
  private boolean isCalm;

  Delivery(String name, WorldSetup.StreamHandler handler, RandomGenerator random) {
    this.name = name;
    this.handler = handler;
    this.random = random;
    this.largestBatch = random.nextBoolean() ? 1 : random.nextInt(1, LARGEST_BATCH + 1);
    this.comesTwice = random.nextBoolean() ? 0 : random.nextDouble(0.2);
    this.runsOutOfTime = random.nextDouble(0.1);
  }

  void offer(StreamRecord record) {
    ahead.add(record);
  }

  /** From now on no batch comes twice or runs out of time. */
  void calmDown() {
    isCalm = true;
  }

  /** Whether everything offered so far is dealt with, and nothing under way. */
  boolean isDone() {
    return !isUnderWay && !isReady();
  }

  @Override
  public boolean isReady() {
    return !ahead.isEmpty() || !comingAgain.isEmpty();
  }

  @Override
  public SimulatedInvocation next() {
    isUnderWay = true;
    batch = comingAgain.isEmpty() ? take() : comingAgain.pop();
    return new SimulatedInvocation(
        name + " " + batch.stream().map(StreamRecord::sequenceNumber).toList(),
        () -> result = handler.process(batch, () -> happens(runsOutOfTime)));
  }

  @Override
  public void ended(SimulatedInvocation.End end) {
    isUnderWay = false;
    switch (end) {
      case SimulatedInvocation.End.Returned() -> returned();
      case SimulatedInvocation.End.Died() -> halve();
      case SimulatedInvocation.End.Threw(RowsUnavailableException unavailable) -> halve();
      case SimulatedInvocation.End.Threw(StreamBatch.PoisonRecordException poison)
          when !isPoison(batch.getFirst()) ->
          throw new BrokenInvariant("a good record was given up: " + poison.getMessage());
      case SimulatedInvocation.End.Threw(StreamBatch.PoisonRecordException poison) -> halve();
      case SimulatedInvocation.End.Threw(Throwable cause) ->
          throw new BrokenInvariant("the stream's function threw", cause);
    }
  }

  private void returned() {
    switch (result) {
      case StreamBatch.BatchResult.Finished finished -> {
        if (batch.stream().anyMatch(Delivery::isPoison)) {
          throw new BrokenInvariant("a record that cannot be read was taken for done");
        }
        if (happens(comesTwice)) {
          comingAgain.push(batch);
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
      throw new BrokenInvariant("reported a record that is not in the batch: " + sequenceNumber);
    }
    if (!isPoison(rest.getFirst())) {
      comingAgain.push(rest);
    } else if (rest.size() < batch.size()) {
      comingAgain.push(rest);
    } else if (rest.size() > 1) {
      throw new BrokenInvariant(
          "a record that cannot be read was reported at the head of its batch: with retries used up, the rest is lost");
    }
    // Alone it ends in the failure queue.
  }

  private void halve() {
    int half = batch.size() / 2;
    comingAgain.push(batch.subList(half, batch.size()));
    if (half > 0) {
      comingAgain.push(batch.subList(0, half));
    }
  }

  private List<StreamRecord> take() {
    List<StreamRecord> taken = new ArrayList<>();
    int size = random.nextInt(1, largestBatch + 1);
    while (taken.size() < size && !ahead.isEmpty()) {
      taken.add(ahead.remove());
    }
    return List.copyOf(taken);
  }

  private boolean happens(double chance) {
    return !isCalm && random.nextDouble() < chance;
  }

  private static boolean isPoison(StreamRecord record) {
    return record.content() instanceof StreamRecord.Content.Unreadable;
  }
}
