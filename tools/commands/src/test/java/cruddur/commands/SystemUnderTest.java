package cruddur.commands;

import cruddur.local.LocalSystem;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.messaging.limits.Limit;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.MessagesTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A local system, as bin/up starts it, and a look at its whole table. */
public final class SystemUnderTest implements AutoCloseable {

  /** This project's. */
  public static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  private static final String LOOKUPS =
      MessagesTable.primaryKey(new RowKey.OfUsageWindows(Limit.LOOKUPS.label(), ""))
          .get(MessagesTable.PK)
          .s();

  private final LocalSystem system;
  private final DynamoDbEndpoint dynamoDb;

  private SystemUnderTest(LocalSystem system) {
    this.system = system;
    this.dynamoDb = DynamoDbEndpoint.at(system.addresses().dynamoDb());
  }

  /** Starts one on free ports, in memory. */
  public static SystemUnderTest start(Path template) throws IOException {
    return new SystemUnderTest(
        LocalSystem.start(
            new LocalSystem.Options(template, 0, 0, Optional.empty(), Optional.empty()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
  }

  /** The API's address. */
  public URI api() {
    return system.addresses().api();
  }

  /** The address of its DynamoDB. */
  public URI dynamoDb() {
    return system.addresses().dynamoDb();
  }

  /** All items of the table but the counts of look-ups, which are of networks and end by TTL. */
  public Set<Map<String, AttributeValue>> items() {
    return dynamoDb
        .tables()
        .scanPaginator(
            request -> request.tableName(system.addresses().table()).consistentRead(true))
        .items()
        .stream()
        .filter(item -> !item.get(MessagesTable.PK).s().startsWith(LOOKUPS))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    dynamoDb.close();
    system.close();
  }
}
