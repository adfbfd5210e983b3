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
 * The DynamoDB that a command works on.
 *
 * @param place how people call it: its address, or its region
 * @param isLocal whether it is a DynamoDB Local
 * @param capacity what the client's requests have consumed
 */
public record DynamoDbTarget(
    DynamoDbClient client, String place, boolean isLocal, ConsumedCapacityMeter capacity)
    implements AutoCloseable {

  /** DynamoDB Local takes any. */
  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /** In place of the functions' own time-outs: nobody's request hangs on a command. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A client reads all that the JVM trusts, which takes long, though http asks for none. */
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
            .credentialsProvider(ANYBODY)
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

  /** A client of its streams, which is the caller's to close. */
  public DynamoDbStreamsClient streams() {
    DynamoDbServiceClientConfiguration same = client.serviceClientConfiguration();
    DynamoDbStreamsClientBuilder streams =
        DynamoDbStreamsClient.builder()
            .region(same.region())
            .credentialsProvider(same.credentialsProvider())
            .httpClientBuilder(http());
    if (isLocal) {
      same.endpointOverride().ifPresent(streams::endpointOverride);
    }
    return streams.build();
  }

  /** The line for what the client has thrown. */
  CommandFailedException explained(SdkException failure) {
    if (isLocal && AwsErrors.isForWantOfAnswer(failure)) {
      return new CommandFailedException(
          place + " does not answer: start bin/up, name another --endpoint, or give --prod",
          failure);
    }
    if (isLocal
        && failure instanceof DynamoDbException answer
        && answer.awsErrorDetails().errorCode() == null) {
      return new CommandFailedException(
          place + " answers, and is no DynamoDB: name another --endpoint", failure);
    }
    return AwsErrors.explained(failure, place);
  }

  @Override
  public void close() {
    client.close();
  }

  private static UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder().socketTimeout(PATIENCE);
  }

  private static DynamoDbClientBuilder builder(ConsumedCapacityMeter capacity) {
    DynamoDbClientBuilder builder = DynamoDbClients.builder();
    return builder
        .httpClientBuilder(http())
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .apiCallAttemptTimeout(PATIENCE)
                .apiCallTimeout(PATIENCE.multipliedBy(3))
                .addExecutionInterceptor(capacity)
                .build());
  }
}
