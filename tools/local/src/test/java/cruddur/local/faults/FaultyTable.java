package cruddur.local.faults;

import static java.util.stream.Collectors.toSet;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.dynamodb.DynamoDbServer;
import cruddur.store.dynamodb.MessagesTable;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The template's table in DynamoDB Local, and clients whose line suffers what a test asks for. */
final class FaultyTable implements AutoCloseable {

  private final DynamoDbServer server = DynamoDbServer.start(0, Optional.empty());
  private final DynamoDbEndpoint endpoint = DynamoDbEndpoint.at(server.endpoint());
  private final TableSetup setup;

  FaultyTable() throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    setup = new TableSetup(endpoint.tables(), template.table());
    setup.createIfAbsent();
  }

  String name() {
    return setup.tableName();
  }

  /** Always one of these faults, and pauses that nobody waits for to the end. */
  static FaultInjector always(InjectedFault... faults) {
    FaultInjector injector = new FaultInjector(new FaultSettings(1, 1, Duration.ofDays(1)));
    injector.only(Stream.of(faults).map(InjectedFault::label).collect(toSet()));
    injector.rate(1);
    return injector;
  }

  /** A client as the functions have it, over a faulty line. */
  DynamoDbClient behind(FaultInjector faults, InstantSource clock) {
    return endpoint
        .over(line -> new FaultyHttpClient(line, faults, new LaggingIndex(faults, clock)))
        .tablesBehind(new ExecutionInterceptor() {});
  }

  /** A client without faults. */
  DynamoDbClient direct() {
    return endpoint.tables();
  }

  /** What stands at a row's key. */
  Map<String, AttributeValue> standing(Map<String, AttributeValue> row) {
    return direct()
        .getItem(request -> request.tableName(name()).consistentRead(true).key(key(row)))
        .item();
  }

  static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
    return Map.of(
        MessagesTable.PK, row.get(MessagesTable.PK), MessagesTable.SK, row.get(MessagesTable.SK));
  }

  static Map<String, AttributeValue> groupRow(String member, String group, String at) {
    return Map.of(
        MessagesTable.PK, AttributeValue.fromS(MessagesTable.groupsOf(member)),
        MessagesTable.SK, AttributeValue.fromS(at),
        MessagesTable.MESSAGE_GROUP_UUID, AttributeValue.fromS(group));
  }

  /** The sort keys that a query of the index shows. */
  List<String> indexed(DynamoDbClient client, String group) {
    return client
        .query(request ->
            request
                .tableName(name())
                .indexName(MessagesTable.MESSAGE_GROUP_INDEX)
                .keyConditionExpression("#group = :group")
                .expressionAttributeNames(Map.of("#group", MessagesTable.MESSAGE_GROUP_UUID))
                .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group))))
        .items()
        .stream()
        .map(item -> item.get(MessagesTable.SK).s())
        .toList();
  }

  @Override
  public void close() {
    endpoint.close();
    server.close();
  }
}
