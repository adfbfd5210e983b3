package cruddur.toolkit.table;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.WarmThroughput;

/**
 * The template's table as requests to DynamoDB.
 *
 * @param timeToLive a separate request after the table was created
 * @param pointInTimeRecovery a separate request too, which DynamoDB Local does not support
 */
public record TableDefinition(
    CreateTableRequest createRequest,
    TimeToLiveSpecification timeToLive,
    boolean pointInTimeRecovery) {

  private static final Set<String> SUPPORTED_PROPERTIES =
      Set.of(
          "TableName",
          "BillingMode",
          "AttributeDefinitions",
          "KeySchema",
          "GlobalSecondaryIndexes",
          "StreamSpecification",
          "TimeToLiveSpecification",
          "PointInTimeRecoverySpecification",
          "SSESpecification",
          "DeletionProtectionEnabled",
          "OnDemandThroughput",
          "WarmThroughput");

  private static final Set<String> SUPPORTED_INDEX_PROPERTIES =
      Set.of("IndexName", "KeySchema", "Projection", "OnDemandThroughput", "WarmThroughput");

  /**
   * Reads the properties of an {@code AWS::DynamoDB::Table}, which have the same names as the
   * parameters of CreateTable.
   *
   * @param properties resolved
   * @throws IllegalArgumentException if a property is not supported; the message names it
   */
  public static TableDefinition of(Map<String, Object> properties) {
    JsonNode table = Json.node(properties);
    requireSupported(table, SUPPORTED_PROPERTIES, "the table");
    for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
      requireSupported(index, SUPPORTED_INDEX_PROPERTIES, "the index");
    }
    return new TableDefinition(
        createRequest(table),
        timeToLive(table),
        table
            .path("PointInTimeRecoverySpecification")
            .path("PointInTimeRecoveryEnabled")
            .booleanValue());
  }

  public String tableName() {
    return createRequest.tableName();
  }

  private static void requireSupported(JsonNode object, Set<String> supported, String what) {
    Set<String> unsupported = new TreeSet<>();
    object.fieldNames().forEachRemaining(unsupported::add);
    unsupported.removeAll(supported);
    if (!unsupported.isEmpty()) {
      throw new IllegalArgumentException(
          "these properties of %s are not supported by the local system: %s"
              .formatted(what, unsupported));
    }
  }

  private static CreateTableRequest createRequest(JsonNode table) {
    return CreateTableRequest.builder()
        .tableName(text(table, "TableName"))
        .billingMode(text(table, "BillingMode"))
        .attributeDefinitions(list(table.path("AttributeDefinitions"), TableDefinition::attribute))
        .keySchema(list(table.path("KeySchema"), TableDefinition::key))
        .globalSecondaryIndexes(list(table.path("GlobalSecondaryIndexes"), TableDefinition::index))
        .streamSpecification(stream ->
            stream
                .streamEnabled(true)
                .streamViewType(text(table.path("StreamSpecification"), "StreamViewType")))
        .sseSpecification(encryption(table.path("SSESpecification")))
        .deletionProtectionEnabled(table.path("DeletionProtectionEnabled").booleanValue())
        .onDemandThroughput(onDemandThroughput(table))
        .warmThroughput(warmThroughput(table))
        .build();
  }

  private static TimeToLiveSpecification timeToLive(JsonNode table) {
    JsonNode timeToLive = table.path("TimeToLiveSpecification");
    return TimeToLiveSpecification.builder()
        .attributeName(text(timeToLive, "AttributeName"))
        .enabled(timeToLive.path("Enabled").booleanValue())
        .build();
  }

  private static AttributeDefinition attribute(JsonNode attribute) {
    return AttributeDefinition.builder()
        .attributeName(text(attribute, "AttributeName"))
        .attributeType(text(attribute, "AttributeType"))
        .build();
  }

  private static KeySchemaElement key(JsonNode key) {
    return KeySchemaElement.builder()
        .attributeName(text(key, "AttributeName"))
        .keyType(text(key, "KeyType"))
        .build();
  }

  private static GlobalSecondaryIndex index(JsonNode index) {
    return GlobalSecondaryIndex.builder()
        .indexName(text(index, "IndexName"))
        .keySchema(list(index.path("KeySchema"), TableDefinition::key))
        .projection(projection ->
            projection.projectionType(text(index.path("Projection"), "ProjectionType")))
        .onDemandThroughput(onDemandThroughput(index))
        .warmThroughput(warmThroughput(index))
        .build();
  }

  /** With a key of AWS unless the template has the ARN of another one. */
  private static SSESpecification encryption(JsonNode encryption) {
    return SSESpecification.builder()
        .enabled(encryption.path("SSEEnabled").booleanValue())
        .sseType(encryption.path("SSEType").textValue())
        .kmsMasterKeyId(encryption.path("KMSMasterKeyId").textValue())
        .build();
  }

  /** Null if the template has no limit. */
  private static OnDemandThroughput onDemandThroughput(JsonNode object) {
    JsonNode limit = object.path("OnDemandThroughput");
    return limit.isMissingNode()
        ? null
        : OnDemandThroughput.builder()
            .maxReadRequestUnits(number(limit, "MaxReadRequestUnits"))
            .maxWriteRequestUnits(number(limit, "MaxWriteRequestUnits"))
            .build();
  }

  /** Null if it is absent. */
  private static Long number(JsonNode object, String name) {
    return object.hasNonNull(name) ? Long.valueOf(text(object, name)) : null;
  }

  /** Null if the template leaves it to DynamoDB. */
  private static WarmThroughput warmThroughput(JsonNode object) {
    JsonNode warm = object.path("WarmThroughput");
    return warm.isMissingNode()
        ? null
        : WarmThroughput.builder().writeUnitsPerSecond(number(warm, "WriteUnitsPerSecond")).build();
  }

  private static <T> List<T> list(JsonNode list, Function<JsonNode, T> item) {
    return StreamSupport.stream(list.spliterator(), false).map(item).toList();
  }

  private static String text(JsonNode object, String name) {
    return object.required(name).textValue();
  }
}
