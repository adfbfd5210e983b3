package cruddur.store.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.Security;
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

/** Configures DynamoDB clients. See docs/design.md, "Time limits and retries". */
public final class DynamoDbClients {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration READ_TIMEOUT = Duration.ofMillis(3500);

  private static final Duration ATTEMPT_TIMEOUT = CONNECT_TIMEOUT.plus(READ_TIMEOUT);

  /** All attempts and the pauses between them, outside of an invocation. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private static final int MAX_ATTEMPTS = 3;

  /** As many as the stream handler sends requests at a time: 16 groups of two members. */
  private static final String IDLE_CONNECTIONS = "32";

  static {
    // SnapStart keeps the JDK's cache of addresses in the snapshot, whose age a restored clock may
    // not show.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    // The JDK keeps five by default. It reads this when the first connection becomes idle.
    System.setProperty("http.maxConnections", IDLE_CONNECTIONS);
  }

  private DynamoDbClients() {}

  /**
   * A builder of clients as the functions use them. The environment gives region, credentials and
   * endpoint ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL_DYNAMODB}, and so on).
   */
  public static DynamoDbClientBuilder builder() {
    return builder(READ_TIMEOUT);
  }

  /** The same, with another timeout for each read. */
  static DynamoDbClientBuilder builder(Duration readTimeout) {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            _ -> UrlConnectionHttpClient.create(address -> connection(address, readTimeout)))
        .overrideConfiguration(overrides())
        // The host of an account is known only with its credentials, which local runs do not have.
        .accountIdEndpointMode(AccountIdEndpointMode.DISABLED);
  }

  static Duration readTimeout() {
    return TimeLimit.connectionTimeout(READ_TIMEOUT);
  }

  private static ClientOverrideConfiguration overrides() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
        .apiCallTimeout(CALL_TIMEOUT)
        .retryStrategy(retryStrategy())
        .addExecutionInterceptor(new TimeLimit())
        .addExecutionInterceptor(new UsageMeter())
        .build();
  }

  /** Also retries what the SDK does not: conflicts, truncated errors, throttled transactions. */
  private static RetryStrategy retryStrategy() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MAX_ATTEMPTS)
        .retryOnException(TransactionConflictException.class)
        .retryOnException(Cancellation::isThrottling)
        .retryOnException(ExceptionTranslation::isTruncated)
        .treatAsThrottling(DynamoDbClients::isThrottling)
        .build();
  }

  private static boolean isThrottling(Throwable failure) {
    return Cancellation.isThrottling(failure)
        || (failure instanceof AwsServiceException response && response.isThrottlingException());
  }

  /** The SDK's own timeouts cannot interrupt a read of a response body that has stalled. */
  private static HttpURLConnection connection(URI address, Duration readTimeout) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(
          Math.toIntExact(TimeLimit.connectionTimeout(CONNECT_TIMEOUT).toMillis()));
      connection.setReadTimeout(
          Math.toIntExact(TimeLimit.connectionTimeout(readTimeout).toMillis()));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
