package cruddur.local.invoke;

import cruddur.local.cognito.Issuer;
import cruddur.local.cognito.LocalUserPool;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.sample.SampleData;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.port.Rows;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The template's table in DynamoDB Local, with the sample data at a fixed time. */
final class SampleTable implements AutoCloseable {

  static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  /** A busy machine needs longer than functions have in Lambda. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** Later than the messages that sample events replay, earlier than those that they insert. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-10-01T12:00:00Z"), ZoneOffset.UTC);

  private final DynamoDbEndpoint endpoint;
  private final Template template;
  private final String name;

  private SampleTable(DynamoDbEndpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    this.template = Template.read(TEMPLATE, Map.of("DynamoDbEndpoint", endpoint.uri().toString()));
    TableSetup setup = new TableSetup(endpoint.tables(), template.table());
    setup.createIfAbsent();
    this.name = setup.tableName();
    Issuer issuer =
        Issuer.of(template.httpApi().authorizer(), Optional.empty(), CLOCK, UuidGenerator.RANDOM);
    LocalUserPool pool =
        new LocalUserPool(
            issuer, template.userPool(), Map.of(), Optional.empty(), UuidGenerator.RANDOM);
    new SampleData(pool, new DynamoDbRows(endpoint.tables(), name), CLOCK).load();
  }

  static SampleTable start() throws IOException {
    return new SampleTable(DynamoDbEndpoint.start());
  }

  /** The template with this table in its functions' environment. */
  Template template() {
    return template;
  }

  /** A function as Maven has built it, with this table in its environment. */
  FunctionOnDisk function(String name) {
    return functionOf(template, name);
  }

  /** A function as Maven has built it, whose JVM has at most this heap. */
  FunctionOnDisk function(String name, String maxHeap) {
    FunctionOnDisk built = function(name);
    return new FunctionOnDisk(
        built.definition().withEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + maxHeap)),
        built.folder(),
        built.runtime());
  }

  Rows rows() {
    return new DynamoDbRows(endpoint.tables(), name);
  }

  /** A function whose DynamoDB endpoint does not respond. */
  static FunctionOnDisk functionWithoutTable(String name) throws IOException {
    return functionOf(
        Template.read(TEMPLATE, Map.of("DynamoDbEndpoint", "http://localhost:1")), name);
  }

  private static FunctionOnDisk functionOf(Template template, String name) {
    return template.functions().stream()
        .filter(function -> function.logicalId().equals(name))
        .map(function ->
            new FunctionOnDisk(
                function.withTimeout(TIMEOUT),
                Path.of("..", "..", "functions", "target", "function"),
                Path.of("target", "runtime")))
        .findFirst()
        .orElseThrow();
  }

  URI address() {
    return endpoint.uri();
  }

  /** Records the table now, to compare it later. */
  TableDifference differenceFromNow() {
    return new TableDifference(endpoint.tables(), name);
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
