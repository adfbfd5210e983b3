package cruddur.store.dynamodb;

import cruddur.invocation.Invocation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
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
 * its time, and no pause between two takes any.
 */
public final class FaultyHttp implements SdkHttpClient {

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AtomicInteger remainingMillis = new AtomicInteger(60_000);
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger struck = new AtomicInteger();
  private volatile IntFunction<Optional<HttpFault>> faults = _ -> Optional.empty();
  private volatile Duration delay = Duration.ZERO;

  /** The functions' client, on this wire. */
  public DynamoDbClient clientTo(DynamoDbLocal dynamoDb) {
    DynamoDbClientBuilder builder = dynamoDb.clientBuilder();
    BackoffStrategy atOnce = BackoffStrategy.retryImmediately();
    return builder
        .httpClientBuilder(_ -> this)
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
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

  /** From now on each answer takes so long. */
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
    HttpRequest seen = HttpRequest.of(request);
    Optional<HttpFault> fault =
        faults.apply(requests.getAndIncrement()).filter(met -> met.strikes(seen));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (fault.isPresent()) {
          struck.incrementAndGet();
          HttpExecuteResponse answer = fault.get().takesEffect() ? real.call() : null;
          return fault.get().answer(seen, answer);
        }
        HttpExecuteResponse answer = real.call();
        spendTimeOfAnswer();
        return answer;
      }

      @Override
      public void abort() {
        real.abort();
      }
    };
  }

  /** As a connection does that waits for its read time-out, within what the SDK allows the call. */
  private void spendTimeOfAnswer() throws SocketTimeoutException {
    Duration most = DynamoDbClients.readTimeout();
    boolean isInTime = delay.compareTo(most) <= 0;
    Duration left = Invocation.current().map(Invocation::timeLeft).orElse(most);
    Duration spent = Collections.min(List.of(delay, most, left));
    remainingMillis.addAndGet(-Math.toIntExact(spent.toMillis()));
    if (!isInTime) {
      throw new SocketTimeoutException("Read timed out");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
