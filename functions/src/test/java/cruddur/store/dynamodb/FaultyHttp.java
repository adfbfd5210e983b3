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
 * The wire between a function and DynamoDB, with faults. All above it is what is deployed: the SDK,
 * its retries, and the time-outs, which here end by a clock that a test sets; only requests spend
 * its time, and no pause between two takes any. Counts of use are let through: they have a client
 * of their own, and no response depends on them.
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

  /** On the clock of remaining time; below zero where nothing bounds the call. */
  private volatile int callEndsAt;

  /** The functions' client, on this wire. */
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

  /** From now on each request meets the fault for its number, which counts from 0, if there is. */
  public void meets(IntFunction<Optional<HttpFault>> faultOfNumber) {
    requests.set(0);
    struck.set(0);
    faults = faultOfNumber;
  }

  /** From now on each response takes so long. */
  public void delays(Duration each) {
    delay = each;
  }

  /** From now on all is well. */
  public void recovers() {
    meets(_ -> Optional.empty());
    delay = Duration.ZERO;
  }

  /** Requests since the faults were last set. */
  public int requests() {
    return requests.get();
  }

  /** How many of them met a fault. */
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
    RecordedRequest seen = RecordedRequest.of(request);
    if (seen.isCount()) {
      return real;
    }
    Optional<HttpFault> fault =
        faults.apply(requests.getAndIncrement()).filter(met -> met.strikes(seen));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (fault.isPresent()) {
          struck.incrementAndGet();
          HttpExecuteResponse response = fault.get().takesEffect() ? real.call() : null;
          if (fault.get() == HttpFault.SILENT_AFTER_ITS_EFFECT) {
            spend(FOREVER);
          }
          return fault.get().respond(seen, response);
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
   * Lets time pass until the response comes, or the read time-out, or the end that the SDK has set
   * for the call. Whether the response has come.
   */
  private boolean spend(Duration untilResponse) {
    long most =
        Math.min(DynamoDbClients.readTimeout().toMillis(), remainingMillis.get() - callEndsAt);
    remainingMillis.addAndGet(-Math.toIntExact(Math.min(untilResponse.toMillis(), most)));
    return untilResponse.toMillis() <= most;
  }

  @Override
  public void close() {
    http.close();
  }

  /** Notes what the SDK would hold a call to; its own timers do not know a test's clock. */
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
