package cruddur.local.dynamodb;

import cruddur.local.http.HttpApiResponse;
import cruddur.local.http.LocalHandler;
import cruddur.store.dynamodb.DynamoDbClients;
import cruddur.toolkit.StartupException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A DynamoDB Local: a client for its tables, as the functions have it, and one for its streams.
 *
 * @param line what is put around the HTTP client of each function, if anything is
 */
public record DynamoDbEndpoint(
    URI uri,
    DynamoDbClient tables,
    DynamoDbStreamsClient streams,
    Optional<UnaryOperator<SdkHttpClient>> line)
    implements AutoCloseable {

  /** DynamoDB Local takes any. */
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /** In place of the functions' own time-outs: a busy machine is no fault of the table's. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Clients of an endpoint; nothing is sent to it yet. */
  public static DynamoDbEndpoint at(URI uri) {
    return new DynamoDbEndpoint(
        uri,
        tablesAt(uri).build(),
        toLocal(DynamoDbStreamsClient.builder(), uri).build(),
        Optional.empty());
  }

  /** The same, with another line between it and the functions. */
  public DynamoDbEndpoint over(UnaryOperator<SdkHttpClient> otherLine) {
    return new DynamoDbEndpoint(uri, tables, streams, Optional.of(otherLine));
  }

  /** A client of its own for the tables, whose requests pass an interceptor, and the line. */
  public DynamoDbClient tablesBehind(ExecutionInterceptor interceptor) {
    DynamoDbClientBuilder builder = line.map(this::tablesOver).orElseGet(() -> tablesAt(uri));
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(interceptor)
                .build())
        .build();
  }

  /** With the functions' own time-outs: where a line is slow on purpose, patience would hide it. */
  private DynamoDbClientBuilder tablesOver(UnaryOperator<SdkHttpClient> slowLine) {
    return toLocal(DynamoDbClients.builder(), uri)
        .httpClientBuilder(null)
        .httpClient(slowLine.apply(patientLine().build()));
  }

  private static DynamoDbClientBuilder tablesAt(URI uri) {
    DynamoDbClientBuilder builder = DynamoDbClients.builder();
    return toLocal(builder, uri)
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .apiCallAttemptTimeout(PATIENCE)
                .apiCallTimeout(PATIENCE)
                .build());
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B toLocal(
      B builder, URI uri) {
    return builder
        .endpointOverride(uri)
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(patientLine());
  }

  private static UrlConnectionHttpClient.Builder patientLine() {
    return UrlConnectionHttpClient.builder().socketTimeout(PATIENCE);
  }

  /**
   * Asks both services whether they are there.
   *
   * @throws StartupException when either is not
   */
  public void check() {
    try {
      tables.listTables();
    } catch (SdkClientException e) {
      throw new StartupException(
          "Nothing answers at "
              + uri
              + ": start a DynamoDB Local there, or leave --dynamodb out to have one started",
          e);
    } catch (SdkException e) {
      throw new StartupException(
          "What answers at " + uri + " is no DynamoDB: give another URL with --dynamodb", e);
    }
    try {
      streams.listStreams();
    } catch (SdkException e) {
      throw new StartupException(
          "The DynamoDB at "
              + uri
              + " has no streams: give one that has with --dynamodb, or leave that option out",
          e);
    }
  }

  /**
   * Its route, by method and path: {@code GET /local/dynamodb}, 200 {@code {endpoint, table}}.
   *
   * @param table the name of the system's table
   */
  public Map<String, LocalHandler> handlers(String table) {
    Map<String, String> response = Map.of("endpoint", uri.toString(), "table", table);
    return Map.of("GET /local/dynamodb", body -> HttpApiResponse.json(200, response));
  }

  @Override
  public void close() {
    tables.close();
    streams.close();
  }
}
