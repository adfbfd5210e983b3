package cruddur.store.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
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
 * <p>The shortest-lived caller is a Cognito trigger, which has 5 seconds; DynamoDB answers within
 * tens of milliseconds.
 */
public final class DynamoDbClients {

  /**
   * Within a region a connection takes a few milliseconds; one that takes a second is not coming.
   */
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /**
   * Until the next byte. It frees the thread from an answer that never comes, which no other
   * time-out here can do.
   */
  private static final Duration READ = Duration.ofSeconds(2);

  /**
   * One attempt, connecting and reading at their slowest; a cold function loads its classes in it
   * too.
   */
  private static final Duration ATTEMPT = CONNECT.plus(READ);

  /**
   * All attempts and the pauses between them: less than Cognito waits, and more than one attempt.
   */
  private static final Duration CALL = Duration.ofSeconds(4);

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
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ))
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
                .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED);
  }

  private static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .retryStrategy(retries())
        .build();
  }

  /**
   * A put or delete that meets somebody's transaction is refused at once; a moment later the
   * transaction is over.
   */
  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MAX_ATTEMPTS)
        .retryOnException(TransactionConflictException.class)
        .build();
  }
}
