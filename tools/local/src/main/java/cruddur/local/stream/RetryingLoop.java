package cruddur.local.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Repeats a step. An error that repeats is shown once, and retried with growing delays. */
final class RetryingLoop {

  interface Step {
    /** Returns whether to repeat the step. */
    boolean run() throws InterruptedException;
  }

  private final String what;
  private final Consumer<String> log;
  private final RetryDelays delays;
  private Optional<String> shown = Optional.empty();
  private int failures;

  /**
   * Creates a loop.
   *
   * @param what the beginning of each line, such as {@code Shard 1}
   */
  RetryingLoop(String what, Consumer<String> log, RetryDelays delays) {
    this.what = what;
    this.log = log;
    this.delays = delays;
  }

  /** Runs the step until it is finished or the loop is canceled. */
  void run(Step step, BooleanSupplier isCanceled) throws InterruptedException {
    boolean isUnfinished = true;
    while (isUnfinished && !isCanceled.getAsBoolean()) {
      try {
        isUnfinished = step.run();
        succeeded();
      } catch (RuntimeException e) {
        if (!isCanceled.getAsBoolean()) {
          failed(e);
        }
      }
    }
  }

  private void succeeded() {
    shown.ifPresent(_ -> log.accept(what + " works again."));
    shown = Optional.empty();
    failures = 0;
  }

  private void failed(RuntimeException failure) throws InterruptedException {
    String reason = reason(failure);
    if (!shown.equals(Optional.of(reason))) {
      log.accept("%s failed: %s. It is tried again until it works.".formatted(what, reason));
    }
    shown = Optional.of(reason);
    failures++;
    delays.await(failures);
  }

  /** Without what differs in each failure, such as the id of a request. */
  private static String reason(RuntimeException failure) {
    if (failure instanceof AwsServiceException response && response.awsErrorDetails() != null) {
      return response.awsErrorDetails().errorCode()
          + " (status "
          + response.statusCode()
          + "), "
          + response.awsErrorDetails().errorMessage();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** Doubling from one second up to 32 seconds. */
  static void backOff(int failures) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(1L << Math.min(failures - 1, 5)));
  }
}
