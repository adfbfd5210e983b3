package cruddur.store.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * How DynamoDB is called: every time-out and retry stands here.
 *
 * <p>Within an invocation the time that is left of it bounds each call, all tries and the pauses
 * between them together ({@link TimeLimit}); as long as it allows, DynamoDB may take 3 seconds for
 * each response. Usually it takes some milliseconds.
 */
public final class DynamoDbClients {

  /**
   * Within a region a connection takes a few milliseconds; one that takes a second is not coming.
   */
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** Until the next byte. */
  private static final Duration READ = Duration.ofMillis(3500);

  /** One attempt, connecting and reading at their slowest. */
  private static final Duration ATTEMPT = CONNECT.plus(READ);

  /** All attempts and the pauses between them, where no invocation sets a limit. */
  private static final Duration CALL = Duration.ofSeconds(10);

  /** Lambda's limit. */
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  /**
   * For a count to connect, and again until the next byte: many times what DynamoDB takes, and
   * little to wait for.
   */
  private static final Duration COUNT = Duration.ofMillis(250);

  /**
   * The default for DynamoDB is nine: with the caller waiting, giving up early and saying so is the
   * better answer.
   */
  private static final int MAX_ATTEMPTS = 3;

  private DynamoDbClients() {}

  /**
   * A client as the functions use it, still open to changes. Region, credentials and endpoint are
   * those of the environment ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL_DYNAMODB}, and so on).
   */
  public static DynamoDbClientBuilder builder() {
    return DynamoDbClient.builder()
        .httpClientBuilder(_ -> UrlConnectionHttpClient.create(DynamoDbClients::connection))
        .overrideConfiguration(overrides())
        // One host for all: an account's own host is known only with its credentials, and local
        // runs have none.
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED);
  }

  /**
   * A client for requests that a caller can do without, and that must not be made twice: it answers
   * soon or gives up.
   */
  static DynamoDbClientBuilder countingBuilder() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(COUNT).socketTimeout(COUNT))
        .overrideConfiguration(counting ->
            counting
                .apiCallTimeout(COUNT.multipliedBy(2))
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .addExecutionInterceptor(new TimeLimit(COUNT.multipliedBy(2)))
                .addExecutionInterceptor(new UsageMeter()))
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED);
  }

  /** How long a connection that is opened now waits for the next byte. */
  static Duration readTimeout() {
    return TimeLimit.within(READ);
  }

  private static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .retryStrategy(retries())
        .addExecutionInterceptor(new TimeLimit(LONGEST_INVOCATION))
        .addExecutionInterceptor(new UsageMeter())
        .build();
  }

  /**
   * A put or delete that meets somebody's transaction is refused at once; a moment later the
   * transaction is over. A transaction that was cancelled for load is a throttled request, which
   * the SDK does not see by itself.
   */
  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MAX_ATTEMPTS)
        .retryOnException(TransactionConflictException.class)
        .retryOnException(Cancellation::isForLoad)
        .retryOnException(ExceptionTranslation::isCutShort)
        .treatAsThrottling(DynamoDbClients::isThrottling)
        .build();
  }

  private static boolean isThrottling(Throwable failure) {
    return Cancellation.isForLoad(failure)
        || (failure instanceof AwsServiceException response && response.isThrottlingException());
  }

  /**
   * A connection whose own time-outs end with the invocation's time: of a response that stops
   * midway the SDK's cannot free the thread, which holds the connection while it reads.
   */
  private static HttpURLConnection connection(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(TimeLimit.within(CONNECT).toMillis()));
      connection.setReadTimeout(Math.toIntExact(readTimeout().toMillis()));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
