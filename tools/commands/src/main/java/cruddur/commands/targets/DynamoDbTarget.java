package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.store.dynamodb.DynamoDbClients;
import cruddur.toolkit.clients.LocalClients;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The DynamoDB that a command uses.
 *
 * @param location for messages: {@code DynamoDB at ADDRESS} or {@code DynamoDB in REGION}
 * @param isLocal whether it is a DynamoDB Local
 * @param capacity the capacity that the client has consumed
 */
public record DynamoDbTarget(
    DynamoDbClient client, String location, boolean isLocal, ConsumedCapacityMeter capacity)
    implements AutoCloseable {

  /** Longer than the timeouts of the functions: no API request waits for a command. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  static DynamoDbTarget at(URI endpoint) {
    ConsumedCapacityMeter capacity = new ConsumedCapacityMeter();
    return new DynamoDbTarget(
        LocalClients.tables(endpoint, TIMEOUT, builder -> configure(builder, capacity)),
        "DynamoDB at " + endpoint,
        true,
        capacity);
  }

  static DynamoDbTarget inAws(AwsAccount account) {
    ConsumedCapacityMeter capacity = new ConsumedCapacityMeter();
    Region region = account.region();
    return new DynamoDbTarget(
        configure(DynamoDbClients.builder().httpClientBuilder(http()), capacity)
            .region(region)
            .credentialsProvider(account.credentials())
            .build(),
        "DynamoDB in " + region.id(),
        false,
        capacity);
  }

  /** A client of its streams. The caller closes it. */
  public DynamoDbStreamsClient streams() {
    DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
    if (isLocal) {
      return LocalClients.streams(configuration.endpointOverride().orElseThrow(), TIMEOUT);
    }
    return DynamoDbStreamsClient.builder()
        .region(configuration.region())
        .credentialsProvider(configuration.credentialsProvider())
        .httpClientBuilder(http())
        .build();
  }

  /** Turns an exception of the client into one line. */
  CommandFailedException explained(SdkException failure) {
    if (isLocal && AwsErrors.isWithoutResponse(failure)) {
      return new CommandFailedException(
          location + " does not respond: start bin/up, name another --endpoint, or use --prod",
          failure);
    }
    if (isLocal
        && failure instanceof DynamoDbException response
        && response.awsErrorDetails().errorCode() == null) {
      return new CommandFailedException(
          location + " responds, but is not DynamoDB: name another --endpoint", failure);
    }
    return AwsErrors.explained(failure, location);
  }

  @Override
  public void close() {
    client.close();
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT);
  }

  private static DynamoDbClientBuilder configure(
      DynamoDbClientBuilder builder, ConsumedCapacityMeter capacity) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .apiCallAttemptTimeout(TIMEOUT)
            .apiCallTimeout(TIMEOUT.multipliedBy(3))
            .addExecutionInterceptor(capacity)
            .build());
  }
}
