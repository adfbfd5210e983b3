package cruddur.local.faults;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Injects {@link InjectedFault.DynamoDb} into the requests of a function to DynamoDB, and an index
 * that lags. It is below the SDK, so that the SDK's retries, timeouts and exceptions are real.
 */
record FaultyHttpClient(SdkHttpClient http, FaultInjector faults, LaggingIndex index)
    implements SdkHttpClient {

  private static final Set<InjectedFault.DynamoDb> WRITE_FAULTS =
      EnumSet.allOf(InjectedFault.DynamoDb.class);
  private static final Set<InjectedFault.DynamoDb> READ_FAULTS =
      EnumSet.complementOf(EnumSet.of(InjectedFault.DynamoDb.CONFLICT));

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return send(DynamoDbAttempt.of(request), prepared);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpExecuteResponse send(DynamoDbAttempt attempt, ExecutableHttpRequest prepared)
      throws IOException {
    Optional<InjectedFault.DynamoDb> fault =
        faults.draw(
            InjectedFault.DynamoDb.class,
            attempt.isWrite() ? WRITE_FAULTS : READ_FAULTS,
            attempt.isFirstAttempt());
    fault.ifPresent(faults::count);
    return fault.isPresent()
        ? sendFaulty(attempt, prepared, fault.get())
        : index.observe(attempt, prepared.call());
  }

  private HttpExecuteResponse sendFaulty(
      DynamoDbAttempt attempt, ExecutableHttpRequest prepared, InjectedFault.DynamoDb fault)
      throws IOException {
    return switch (fault) {
      case REQUEST_LOST -> throw new IOException("injected fault: request lost");
      case RESPONSE_LOST -> {
        index.observe(attempt, prepared.call());
        throw new IOException("injected fault: response lost");
      }
      case RESPONSE_CUT -> DynamoDbResponses.truncated(index.observe(attempt, prepared.call()));
      case FAILED -> DynamoDbResponses.failed();
      case THROTTLED -> DynamoDbResponses.throttled(attempt);
      case CONFLICT -> DynamoDbResponses.conflict(attempt);
      case SLOW -> {
        delay();
        yield index.observe(attempt, prepared.call());
      }
    };
  }

  /** Waits. A timeout of the SDK interrupts it as it interrupts waiting for a response. */
  private void delay() throws IOException {
    try {
      Thread.sleep(faults.delay(InjectedFault.DynamoDb.class));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("injected fault: delay");
    }
  }
}
