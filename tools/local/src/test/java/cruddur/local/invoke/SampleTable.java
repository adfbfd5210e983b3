package cruddur.local.invoke;

import cruddur.local.cognito.Issuer;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.dynamodb.DynamoDbServer;
import cruddur.local.sample.SampleData;
import cruddur.messaging.UuidGenerator;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The template's table in a DynamoDB Local, with the sample users, and conversations that ended at
 * a fixed moment.
 */
final class SampleTable implements AutoCloseable {

  static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  /** After the messages that the sample events replay, and before those that they bring. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-10-01T12:00:00Z"), ZoneOffset.UTC);

  private final DynamoDbServer server;
  private final DynamoDbEndpoint endpoint;
  private final Template template;
  private final String name;

  private SampleTable(DynamoDbServer server) throws IOException {
    this.server = server;
    this.endpoint = DynamoDbEndpoint.at(server.endpoint());
    this.template =
        Template.read(TEMPLATE, Map.of("DynamoDbEndpoint", server.endpoint().toString()));
    TableSetup setup = new TableSetup(endpoint.tables(), template.table());
    setup.createIfAbsent();
    this.name = setup.tableName();
    Issuer issuer =
        Issuer.of(template.httpApi().authorizer(), Optional.empty(), CLOCK, UuidGenerator.RANDOM);
    LocalUserPool pool =
        new LocalUserPool(issuer, Map.of(), Optional.empty(), UuidGenerator.RANDOM);
    new SampleData(pool, new DynamoDbRows(endpoint.tables(), name), CLOCK).load();
  }

  static SampleTable start() throws IOException {
    return new SampleTable(DynamoDbServer.start(0, Optional.empty()));
  }

  /** The template with this table in its functions' environment. */
  Template template() {
    return template;
  }

  /** A function as Maven has laid it out, with this table in its environment. */
  FunctionOnDisk function(String name) {
    return functionOf(template, name);
  }

  /** A function whose table nobody answers for. */
  static FunctionOnDisk functionWithoutTable(String name) throws IOException {
    return functionOf(
        Template.read(TEMPLATE, Map.of("DynamoDbEndpoint", "http://localhost:1")), name);
  }

  private static FunctionOnDisk functionOf(Template template, String name) {
    return template.functions().stream()
        .filter(function -> function.logicalId().equals(name))
        .map(function ->
            new FunctionOnDisk(
                function,
                Path.of("..", "..", "functions", "target", "function"),
                Path.of("target", "runtime")))
        .findFirst()
        .orElseThrow();
  }

  URI address() {
    return server.endpoint();
  }

  /** What will have changed from now on. */
  TableDifference differenceFromNow() {
    return new TableDifference(endpoint.tables(), name);
  }

  @Override
  public void close() {
    endpoint.close();
    server.close();
  }
}
