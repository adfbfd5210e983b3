package cruddur.commands;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.dynamodb.DynamoDbServer;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.Row;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.MessagesTable;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** A DynamoDB Local, in memory, and the template's table in it. */
final class TableUnderTest implements AutoCloseable {

  /** As the template calls it. */
  static final String NAME = "cruddur-messages";

  private final DynamoDbServer server = DynamoDbServer.start(0, Optional.empty());
  private final DynamoDbEndpoint endpoint = DynamoDbEndpoint.at(server.endpoint());

  /** The server alone. */
  static TableUnderTest absent() {
    return new TableUnderTest();
  }

  /** The table, with these rows. */
  static TableUnderTest with(Row... rows) {
    TableUnderTest table = new TableUnderTest();
    new TableSetup(table.client(), template().table()).createIfAbsent();
    DynamoDbRows stored = new DynamoDbRows(table.client(), NAME);
    Arrays.asList(rows).forEach(row -> stored.put(row, new PutCondition.KeyIsFree()));
    return table;
  }

  DynamoDbClient client() {
    return endpoint.tables();
  }

  /** The records of its stream, in order; all are in one shard. */
  List<Record> records() {
    String shardId = shardId();
    String iterator =
        endpoint
            .streams()
            .getShardIterator(request ->
                request
                    .streamArn(streamArn())
                    .shardId(shardId)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    return endpoint.streams().getRecords(request -> request.shardIterator(iterator)).records();
  }

  String streamArn() {
    return client().describeTable(request -> request.tableName(NAME)).table().latestStreamArn();
  }

  String shardId() {
    return endpoint
        .streams()
        .describeStream(request -> request.streamArn(streamArn()))
        .streamDescription()
        .shards()
        .getFirst()
        .shardId();
  }

  String address() {
    return server.endpoint().toString();
  }

  /** Runs a command on this server. */
  CommandRun run(String... arguments) {
    return typing("", arguments);
  }

  /** Runs a command on this server while somebody types. */
  CommandRun typing(String typed, String... arguments) {
    return CommandRun.withInput(
        typed,
        Stream.concat(Stream.of(arguments), Stream.of("--endpoint", address()))
            .toArray(String[]::new));
  }

  /** The names of the tables. */
  List<String> tables() {
    return client().listTables().tableNames();
  }

  /** What stands under each handle and each sign-in, by key. */
  List<String> profiles() {
    return client().scanPaginator(request -> request.tableName(NAME)).items().stream()
        .filter(item -> item.get(MessagesTable.PK).s().matches("(HDL|SUB)#.*"))
        .map(item ->
            item.containsKey(MessagesTable.OWNER)
                ? item.get(MessagesTable.PK).s() + " is reserved"
                : "%s is %s @%s"
                    .formatted(
                        item.get(MessagesTable.PK).s(),
                        item.get(MessagesTable.USER_UUID).s(),
                        item.get(MessagesTable.USER_HANDLE).s()))
        .sorted()
        .toList();
  }

  /** All items. */
  Set<Map<String, AttributeValue>> items() {
    return client().scanPaginator(request -> request.tableName(NAME)).items().stream()
        .collect(Collectors.toSet());
  }

  /** Puts an item that no row is. */
  void putItem(String pk, String sk, Map<String, AttributeValue> attributes) {
    client()
        .putItem(request ->
            request
                .tableName(NAME)
                .item(
                    Stream.concat(
                            Map.of(
                                MessagesTable.PK, AttributeValue.fromS(pk),
                                MessagesTable.SK, AttributeValue.fromS(sk))
                                .entrySet()
                                .stream(),
                            attributes.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
  }

  @Override
  public void close() {
    endpoint.close();
    server.close();
  }

  private static Template template() {
    try {
      return Template.read(SystemUnderTest.TEMPLATE, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
