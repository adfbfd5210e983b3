package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.store.dynamodb.DynamoDbClients;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

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

  /** DynamoDB Local accepts any. */
  private static final StaticCredentialsProvider LOCAL_CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /** Longer than the timeouts of the functions: no API request waits for a command. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Loading the JVM's trust store takes long, and plain http does not need it. */
  private static final TrustManager[] NO_CERTIFICATES = {};

  static DynamoDbTarget at(URI endpoint) {
    ConsumedCapacityMeter capacity = new ConsumedCapacityMeter();
    DynamoDbClientBuilder builder = builder(capacity);
    if ("http".equalsIgnoreCase(endpoint.getScheme())) {
      builder.httpClientBuilder(http().tlsTrustManagersProvider(() -> NO_CERTIFICATES));
    }
    return new DynamoDbTarget(
        builder
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(LOCAL_CREDENTIALS)
            .build(),
        "DynamoDB at " + endpoint,
        true,
        capacity);
  }

  static DynamoDbTarget inAws(AwsAccount account) {
    ConsumedCapacityMeter capacity = new ConsumedCapacityMeter();
    Region region = account.region();
    return new DynamoDbTarget(
        builder(capacity).region(region).credentialsProvider(account.credentials()).build(),
        "DynamoDB in " + region.id(),
        false,
        capacity);
  }

  /** A client of its streams. The caller closes it. */
  public DynamoDbStreamsClient streams() {
    DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
    DynamoDbStreamsClientBuilder streams =
        DynamoDbStreamsClient.builder()
            .region(configuration.region())
            .credentialsProvider(configuration.credentialsProvider())
            .httpClientBuilder(http());
    if (isLocal) {
      configuration.endpointOverride().ifPresent(streams::endpointOverride);
    }
    return streams.build();
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

  private static DynamoDbClientBuilder builder(ConsumedCapacityMeter capacity) {
    DynamoDbClientBuilder builder = DynamoDbClients.builder();
    return builder
        .httpClientBuilder(http())
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .apiCallAttemptTimeout(TIMEOUT)
                .apiCallTimeout(TIMEOUT.multipliedBy(3))
                .addExecutionInterceptor(capacity)
                .build());
  }
}
