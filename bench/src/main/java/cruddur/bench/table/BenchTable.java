package cruddur.bench.table;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.functions.LocalFunctions;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template's table, empty, in a DynamoDB Local of its own. */
public final class BenchTable implements AutoCloseable {

  private final DynamoDbEndpoint endpoint;
  private final Template template;
  private final String name;
  private final String streamArn;

  private BenchTable(DynamoDbEndpoint endpoint, Path home) throws IOException {
    this.endpoint = endpoint;
    this.template =
        Template.read(
            home.resolve("template.yaml"), Map.of("DynamoDbEndpoint", endpoint.uri().toString()));
    TableSetup setup = new TableSetup(endpoint.tables(), template.table());
    this.streamArn = setup.createIfAbsent();
    this.name = setup.tableName();
  }

  /**
   * Starts a DynamoDB Local and creates the table.
   *
   * @param home the project's folder
   */
  public static BenchTable start(Path home) throws IOException {
    DynamoDbEndpoint endpoint = DynamoDbEndpoint.start();
    try {
      return new BenchTable(endpoint, home);
    } catch (IOException | RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  /**
   * Creates a new instance of every function, with an empty memory.
   *
   * @param interceptor sees each request of the functions to DynamoDB
   */
  public LocalFunctions newFunctions(ExecutionInterceptor interceptor) {
    return new LocalFunctions(
        template,
        endpoint,
        _ -> interceptor,
        new LocalFunctions.Collaborators(Clock.systemUTC(), UuidGenerator.RANDOM, _ -> {}));
  }

  /** The function with a logical id, with this table in its environment. */
  public FunctionDefinition definition(String logicalId) {
    return template.functions().stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the template has no function " + logicalId));
  }

  public Template template() {
    return template;
  }

  public RowLoader loader() {
    return new RowLoader(endpoint.tables(), name);
  }

  public DynamoDbClient client() {
    return endpoint.tables();
  }

  public DynamoDbEndpoint endpoint() {
    return endpoint;
  }

  public String name() {
    return name;
  }

  public String streamArn() {
    return streamArn;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
