package cruddur.local.dynamodb;

import cruddur.local.StartupException;
import cruddur.local.http.HttpAnswer;
import cruddur.local.http.LocalHandler;
import cruddur.store.dynamodb.DynamoDbClients;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A DynamoDB Local: a client for its tables, with the functions' own time-outs and retries, and one
 * for its streams.
 */
public record DynamoDbEndpoint(URI uri, DynamoDbClient tables, DynamoDbStreamsClient streams)
    implements AutoCloseable {

  /** DynamoDB Local takes any. */
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  /** Clients of an endpoint; nothing is sent to it yet. */
  public static DynamoDbEndpoint at(URI uri) {
    return new DynamoDbEndpoint(
        uri,
        DynamoDbClients.builder()
            .endpointOverride(uri)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .build(),
        DynamoDbStreamsClient.builder()
            .endpointOverride(uri)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build());
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
    Map<String, String> answer = Map.of("endpoint", uri.toString(), "table", table);
    return Map.of("GET /local/dynamodb", body -> HttpAnswer.json(200, answer));
  }

  @Override
  public void close() {
    tables.close();
    streams.close();
  }
}
