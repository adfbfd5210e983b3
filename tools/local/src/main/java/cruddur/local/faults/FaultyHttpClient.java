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
 * The line between a function and DynamoDB, whose requests and answers suffer {@link
 * Fault.DynamoDb}, and whose index lags. It lies below the SDK, so that its retries, time-outs and
 * exceptions are those of a bad day in AWS.
 */
record FaultyHttpClient(SdkHttpClient line, FaultInjector faults, LaggingIndex index)
    implements SdkHttpClient {

  private static final Set<InjectedFault.DynamoDb> OF_WRITES =
      EnumSet.allOf(InjectedFault.DynamoDb.class);
  private static final Set<InjectedFault.DynamoDb> OF_READS =
      EnumSet.complementOf(EnumSet.of(InjectedFault.DynamoDb.CONFLICT));

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = line.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return respond(DynamoDbAttempt.of(request), prepared);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    line.close();
  }

  private HttpExecuteResponse respond(DynamoDbAttempt call, ExecutableHttpRequest prepared)
      throws IOException {
    Optional<InjectedFault.DynamoDb> fault =
        faults.draw(
            InjectedFault.DynamoDb.class,
            call.isWrite() ? OF_WRITES : OF_READS,
            call.isFirstAttempt());
    fault.ifPresent(faults::count);
    return fault.isPresent()
        ? respond(call, prepared, fault.get())
        : index.behind(call, prepared.call());
  }

  private HttpExecuteResponse respond(
      DynamoDbAttempt call, ExecutableHttpRequest prepared, InjectedFault.DynamoDb fault)
      throws IOException {
    return switch (fault) {
      case REQUEST_LOST -> throw new IOException("the request was lost on purpose");
      case ANSWER_LOST -> {
        index.behind(call, prepared.call());
        throw new IOException("the answer was lost on purpose");
      }
      case ANSWER_CUT -> DynamoDbResponses.half(index.behind(call, prepared.call()));
      case FAILED -> DynamoDbResponses.failed();
      case THROTTLED -> DynamoDbResponses.throttled(call);
      case CONFLICT -> DynamoDbResponses.conflict(call);
      case SLOW -> {
        pause();
        yield index.behind(call, prepared.call());
      }
    };
  }

  /** Before the effect or after it: a time-out of the SDK ends it as it ends waiting for bytes. */
  private void pause() throws IOException {
    try {
      Thread.sleep(faults.pause(InjectedFault.DynamoDb.class));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("too slow on purpose");
    }
  }
}
