package cruddur.store.dynamodb;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * An HTTP client between a function and DynamoDB that injects faults. The SDK with its retries is
 * the deployed one; timeouts follow a clock that the test sets and that only requests advance.
 * Requests that count usage never meet a fault, because no response depends on them.
 */
public final class FaultyHttp implements SdkHttpClient {

  private static final Duration FOREVER = Duration.ofHours(1);
  private static final int NEVER = -Math.toIntExact(FOREVER.toMillis());

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AtomicInteger remainingMillis = new AtomicInteger(60_000);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger struck = new AtomicInteger();
  private volatile IntFunction<Optional<HttpFault>> faults = _ -> Optional.empty();
  private volatile Duration delay = Duration.ZERO;

  /** The remaining time at which the call times out; negative if it does not. */
  private volatile int callEndsAt;

  /** A client as the functions use it, on this HTTP client. */
  public DynamoDbClient clientTo(DynamoDbLocal dynamoDb) {
    DynamoDbClientBuilder builder = dynamoDb.clientBuilder();
    BackoffStrategy atOnce = BackoffStrategy.retryImmediately();
    return builder
        .httpClientBuilder(_ -> this)
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new CallTimeout())
                .retryStrategy(
                    builder.overrideConfiguration().retryStrategy().orElseThrow().toBuilder()
                        .backoffStrategy(atOnce)
                        .throttlingBackoffStrategy(atOnce)
                        .build())
                .build())
        .build();
  }

  /** Sets the fault of each further request by its number, counted from 0. */
  public void meets(IntFunction<Optional<HttpFault>> faultOfNumber) {
    requests.set(0);
    struck.set(0);
    faults = faultOfNumber;
  }

  /** Sets the duration of each further request. */
  public void delays(Duration perRequest) {
    delay = perRequest;
  }

  /** Ends all faults and delays. */
  public void recovers() {
    meets(_ -> Optional.empty());
    delay = Duration.ZERO;
  }

  /** The number of requests since faults were last set. */
  public int requests() {
    return requests.get();
  }

  /** The number of these requests that met a fault. */
  public int struck() {
    return struck.get();
  }

  public int remainingMillis() {
    return remainingMillis.get();
  }

  public void setRemainingMillis(int millis) {
    remainingMillis.set(millis);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest real = http.prepareRequest(request);
    RecordedRequest recorded = RecordedRequest.of(request);
    if (recorded.isCount()) {
      return real;
    }
    Optional<HttpFault> fault =
        faults.apply(requests.getAndIncrement()).filter(each -> each.appliesTo(recorded));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (fault.isPresent()) {
          struck.incrementAndGet();
          HttpExecuteResponse response = fault.get().takesEffect() ? real.call() : null;
          if (fault.get() == HttpFault.SILENT_AFTER_ITS_EFFECT) {
            spend(FOREVER);
          }
          return fault.get().respond(recorded, response);
        }
        HttpExecuteResponse response = real.call();
        if (spend(delay)) {
          return response;
        }
        throw new SocketTimeoutException("Read timed out");
      }

      @Override
      public void abort() {
        real.abort();
      }
    };
  }

  /**
   * Advances the clock to the response, or to the read timeout or the end of the call if that is
   * earlier. Returns whether the response arrived.
   */
  private boolean spend(Duration untilResponse) {
    long limit =
        Math.min(DynamoDbClients.readTimeout().toMillis(), remainingMillis.get() - callEndsAt);
    remainingMillis.addAndGet(-Math.toIntExact(Math.min(untilResponse.toMillis(), limit)));
    return untilResponse.toMillis() <= limit;
  }

  @Override
  public void close() {
    http.close();
  }

  /** Records the timeout of a call, because the SDK's timers do not use the test's clock. */
  private final class CallTimeout implements ExecutionInterceptor {

    @Override
    public void afterMarshalling(Context.AfterMarshalling context, ExecutionAttributes attributes) {
      callEndsAt =
          context
              .request()
              .overrideConfiguration()
              .flatMap(RequestOverrideConfiguration::apiCallTimeout)
              .map(limit -> remainingMillis.get() - Math.toIntExact(limit.toMillis()))
              .orElse(NEVER);
    }
  }
}
