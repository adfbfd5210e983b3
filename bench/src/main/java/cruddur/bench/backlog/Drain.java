package cruddur.bench.backlog;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A function whose processed records are counted, until there were enough or the time is over. Time
 * runs from the start of its first invocation.
 */
final class Drain implements Invocable {

  /** A bound for a stream that delivers nothing. */
  private static final Duration MAX_WAIT = Duration.ofMinutes(10);

  /**
   * What was drained.
   *
   * @param elapsed until the end of the last invocation
   */
  record Drained(int records, Duration elapsed) {

    double perSecond() {
      return records / (elapsed.toNanos() / 1e9);
    }
  }

  private final Invocable function;
  private final int enough;
  private final Duration limit;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long startNanos;
  private long endNanos;
  private int records;
  private int recordsAfterEnd;
  private FunctionError failure;

  Drain(Invocable function, int enough, Duration limit) {
    this.function = function;
    this.enough = enough;
    this.limit = limit;
  }

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    started();
    try {
      byte[] response = function.invoke(event);
      finished(processed(event, response));
      return response;
    } catch (FunctionError e) {
      failed(e);
      throw e;
    }
  }

  /**
   * Waits until the drain ends.
   *
   * @throws IllegalStateException if the function failed, or nothing was delivered
   */
  Drained await() throws InterruptedException {
    boolean isOver = ended.await(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    synchronized (this) {
      if (failure != null || !isOver || records == 0) {
        throw new IllegalStateException("the backlog was not processed", failure);
      }
      return new Drained(records, Duration.ofNanos(endNanos - startNanos));
    }
  }

  /** All records that were processed, those after the end of the drain included. */
  synchronized int total() {
    return records + recordsAfterEnd;
  }

  private synchronized void started() {
    if (startNanos == 0) {
      startNanos = System.nanoTime();
    }
  }

  private synchronized void finished(int processed) {
    if (ended.getCount() == 0) {
      recordsAfterEnd += processed;
      return;
    }
    endNanos = System.nanoTime();
    records += processed;
    if (records >= enough || endNanos - startNanos >= limit.toNanos()) {
      ended.countDown();
    }
  }

  /** An invocation that the end of the mapping interrupts fails too. */
  private synchronized void failed(FunctionError error) {
    if (ended.getCount() > 0) {
      failure = error;
      ended.countDown();
    }
  }

  /** The number of records before the first one that the response reports. */
  private static int processed(byte[] event, byte[] response) {
    JsonNode all = Json.parseObject(event).orElseThrow().path("Records");
    JsonNode reported =
        Json.parseObject(response)
            .orElseThrow()
            .path("batchItemFailures")
            .path(0)
            .path("itemIdentifier");
    int count = 0;
    while (count < all.size()
        && !all.path(count).path("dynamodb").path("SequenceNumber").equals(reported)) {
      count++;
    }
    return count;
  }
}
