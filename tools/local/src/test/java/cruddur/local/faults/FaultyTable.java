package cruddur.local.faults;

import static java.util.stream.Collectors.toSet;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The template's table in DynamoDB Local, and clients with the faults that a test chooses. */
final class FaultyTable implements AutoCloseable {

  private final DynamoDbEndpoint endpoint = DynamoDbEndpoint.start();
  private final TableSetup setup;

  FaultyTable() throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    setup = new TableSetup(endpoint.tables(), template.table());
    setup.createIfAbsent();
  }

  String name() {
    return setup.tableName();
  }

  /** An injector of these faults at rate 1, with delays up to a day. */
  static FaultInjector always(InjectedFault... faults) {
    FaultInjector injector = new FaultInjector(new FaultSettings(1, 1, Duration.ofDays(1)));
    injector.only(Stream.of(faults).map(InjectedFault::label).collect(toSet()));
    injector.rate(1);
    return injector;
  }

  /** A client as the functions use it, with faults. */
  DynamoDbClient behind(FaultInjector faults, InstantSource clock) {
    return endpoint
        .withHttpDecorator(
            http -> new FaultyHttpClient(http, faults, new LaggingIndex(faults, clock)))
        .tablesBehind(new ExecutionInterceptor() {});
  }

  /** A client without faults. */
  DynamoDbClient direct() {
    return endpoint.tables();
  }

  /** The stored item at a row's key. */
  Map<String, AttributeValue> stored(Map<String, AttributeValue> row) {
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

  /** The sort keys that a query of the index returns. */
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
  }
}
