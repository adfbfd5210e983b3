package cruddur.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.Json;
import cruddur.local.StartupException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Makes the template's table; the properties of {@code AWS::DynamoDB::Table} bear the names of CreateTable's. */
public final class TableSetup {

  private static final Set<String> UNDERSTOOD =
      Set.of(
          "TableName", "BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes",
          "StreamSpecification", "TimeToLiveSpecification");

  /** They matter in AWS alone. */
  private static final Set<String> IGNORED =
      Set.of("PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled");

  private final DynamoDbClient client;
  private final JsonNode table;

  /**
   * A set-up.
   *
   * @param properties the table's properties, resolved
   * @throws IllegalArgumentException naming a property that it does not understand
   */
  public TableSetup(DynamoDbClient client, Map<String, Object> properties) {
    Set<String> unknown = new TreeSet<>(properties.keySet());
    unknown.removeAll(UNDERSTOOD);
    unknown.removeAll(IGNORED);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("the local system does not understand the table's " + unknown);
    }
    this.client = client;
    this.table = Json.node(properties);
  }

  /**
   * Makes the table, unless it is there.
   *
   * @return the ARN of its stream
   * @throws StartupException when the table that is there has no stream
   */
  public String createIfAbsent() {
    TableDescription description = find().orElseGet(this::create);
    if (description.latestStreamArn() == null) {
      throw new StartupException(
          "The table " + description.tableName() + " has no stream: delete it, and it is made anew with one");
    }
    return description.latestStreamArn();
  }

  /** The table's name. */
  public String tableName() {
    return text(table, "TableName");
  }

  private Optional<TableDescription> find() {
    try {
      return Optional.of(client.describeTable(request -> request.tableName(tableName())).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private TableDescription create() {
    TableDescription created = client.createTable(createRequest()).tableDescription();
    JsonNode expiry = table.path("TimeToLiveSpecification");
    client.updateTimeToLive(
        request ->
            request
                .tableName(created.tableName())
                .timeToLiveSpecification(
                    ttl -> ttl.attributeName(text(expiry, "AttributeName")).enabled(expiry.path("Enabled").booleanValue())));
    return created;
  }

  private CreateTableRequest createRequest() {
    return CreateTableRequest.builder()
        .tableName(tableName())
        .billingMode(text(table, "BillingMode"))
        .attributeDefinitions(list(table.path("AttributeDefinitions"), TableSetup::attribute))
        .keySchema(list(table.path("KeySchema"), TableSetup::key))
        .globalSecondaryIndexes(list(table.path("GlobalSecondaryIndexes"), TableSetup::index))
        .streamSpecification(
            stream ->
                stream.streamEnabled(true).streamViewType(text(table.path("StreamSpecification"), "StreamViewType")))
        .build();
  }

  private static AttributeDefinition attribute(JsonNode attribute) {
    return AttributeDefinition.builder()
        .attributeName(text(attribute, "AttributeName"))
        .attributeType(text(attribute, "AttributeType"))
        .build();
  }

  private static KeySchemaElement key(JsonNode key) {
    return KeySchemaElement.builder().attributeName(text(key, "AttributeName")).keyType(text(key, "KeyType")).build();
  }

  private static GlobalSecondaryIndex index(JsonNode index) {
    return GlobalSecondaryIndex.builder()
        .indexName(text(index, "IndexName"))
        .keySchema(list(index.path("KeySchema"), TableSetup::key))
        .projection(projection -> projection.projectionType(text(index.path("Projection"), "ProjectionType")))
        .build();
  }

  private static <T> List<T> list(JsonNode list, Function<JsonNode, T> item) {
    return StreamSupport.stream(list.spliterator(), false).map(item).toList();
  }

  private static String text(JsonNode object, String name) {
    return object.required(name).textValue();
  }
}
