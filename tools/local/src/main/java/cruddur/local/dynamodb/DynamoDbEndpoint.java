package cruddur.local.dynamodb;

import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.clients.LocalClients;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A DynamoDB Local, with a client for its tables and one for its streams.
 *
 * @param server the server, if it is closed with the endpoint
 * @param httpDecorator wraps the HTTP client of each function
 */
public record DynamoDbEndpoint(
    URI uri,
    DynamoDbClient tables,
    DynamoDbStreamsClient streams,
    Optional<DynamoDbServer> server,
    Optional<UnaryOperator<SdkHttpClient>> httpDecorator)
    implements AutoCloseable {

  /** Longer than the functions' own timeouts, since a local machine may be busy. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** A DynamoDB Local that is running already. Nothing is sent to it yet. */
  public static DynamoDbEndpoint at(URI uri) {
    return of(uri, Optional.empty());
  }

  /**
   * Starts a DynamoDB Local.
   *
   * @param port 0 for a free port
   * @param data an existing directory that keeps the tables; empty to keep them in memory
   * @throws StartupException if the port is in use
   */
  public static DynamoDbEndpoint start(int port, Optional<Path> data) {
    DynamoDbServer server = DynamoDbServer.start(port, data);
    return of(server.endpoint(), Optional.of(server));
  }

  /** Starts a DynamoDB Local in memory, on a free port. */
  public static DynamoDbEndpoint start() {
    return start(0, Optional.empty());
  }

  private static DynamoDbEndpoint of(URI uri, Optional<DynamoDbServer> server) {
    return new DynamoDbEndpoint(
        uri,
        LocalClients.tables(uri, TIMEOUT, DynamoDbEndpoint::setTimeouts),
        LocalClients.streams(uri, TIMEOUT),
        server,
        Optional.empty());
  }

  /** The same, with a decorator around the functions' HTTP clients. */
  public DynamoDbEndpoint withHttpDecorator(UnaryOperator<SdkHttpClient> decorator) {
    return new DynamoDbEndpoint(uri, tables, streams, server, Optional.of(decorator));
  }

  /** Creates a client for the tables, with an interceptor and the decorated HTTP client. */
  public DynamoDbClient tablesBehind(ExecutionInterceptor interceptor) {
    return LocalClients.tables(
        uri,
        TIMEOUT,
        builder -> {
          httpDecorator.ifPresentOrElse(
              decorator -> decorate(builder, decorator), () -> setTimeouts(builder));
          builder.overrideConfiguration(
              builder.overrideConfiguration().toBuilder()
                  .addExecutionInterceptor(interceptor)
                  .build());
        });
  }

  /** With the functions' own timeouts, which injected delays are meant to reach. */
  private void decorate(DynamoDbClientBuilder builder, UnaryOperator<SdkHttpClient> decorator) {
    builder
        .httpClientBuilder(null)
        .httpClient(decorator.apply(LocalClients.http(uri, TIMEOUT).build()));
  }

  private static void setTimeouts(DynamoDbClientBuilder builder) {
    builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .apiCallAttemptTimeout(TIMEOUT)
            .apiCallTimeout(TIMEOUT)
            .build());
  }

  /**
   * Checks that tables and streams respond.
   *
   * @throws StartupException if either does not
   */
  public void check() {
    try {
      tables.listTables();
    } catch (SdkClientException e) {
      throw new StartupException(
          "Nothing responds at "
              + uri
              + ". Start a DynamoDB Local there, or omit --dynamodb to start one.",
          e);
    } catch (SdkException e) {
      throw new StartupException(
          "The server at " + uri + " is not DynamoDB. Choose another URL with --dynamodb.", e);
    }
    try {
      streams.listStreams();
    } catch (SdkException e) {
      throw new StartupException(
          "The DynamoDB at "
              + uri
              + " has no streams. Choose one that has with --dynamodb, or omit that option.",
          e);
    }
  }

  /** The error of a system that cannot start because a request to DynamoDB has failed. */
  public StartupException startupFailure(SdkException failure) {
    return new StartupException(
        server.isPresent()
            ? "DynamoDB Local failed: %s. Check that the disk is not full, or choose another directory with --data DIR."
                .formatted(reason(failure))
            : "The DynamoDB at %s failed: %s. Try again later, or choose another URL with --dynamodb."
                .formatted(uri, reason(failure)),
        failure);
  }

  private static String reason(SdkException failure) {
    if (failure instanceof AwsServiceException response && response.awsErrorDetails() != null) {
      AwsErrorDetails details = response.awsErrorDetails();
      return Stream.of(details.errorCode(), details.errorMessage())
          .filter(text -> text != null && !text.isBlank())
          .map(text -> text.lines().findFirst().orElse("").strip().replaceFirst("\\.$", ""))
          .collect(Collectors.joining(", ", "status " + response.statusCode() + ", ", ""));
    }
    return "it does not respond";
  }

  /**
   * The endpoint's route, by method and path: {@code GET /local/dynamodb}, 200 {@code {endpoint,
   * table}}.
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
    server.ifPresent(DynamoDbServer::close);
  }
}
