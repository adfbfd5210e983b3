package cruddur.commands.tables;

import cruddur.commands.targets.SettingDifferences;
import cruddur.toolkit.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Compares a table with its definition. */
final class TableDifferences {

  private static final String NONE = "none";

  private TableDifferences() {}

  /**
   * The differences, one line each: {@code stream: none, should be NEW_IMAGE}.
   *
   * @return empty if there are none
   */
  static List<String> between(
      TableDefinition definition, TableDescription table, TimeToLiveDescription timeToLive) {
    return SettingDifferences.between(settings(definition), settings(table, timeToLive), NONE);
  }

  private static Map<String, String> settings(TableDefinition definition) {
    CreateTableRequest request = definition.createRequest();
    Map<String, String> types = types(request.attributeDefinitions());
    Map<String, String> settings = new TreeMap<>();
    settings.put("keys", keys(request.keySchema(), types));
    settings.put("billing", request.billingModeAsString());
    settings.put("stream", stream(request.streamSpecification()));
    settings.put(
        "time to live",
        definition.timeToLive().enabled() ? definition.timeToLive().attributeName() : NONE);
    request
        .globalSecondaryIndexes()
        .forEach(index ->
            settings.put(
                "index " + index.indexName(), index(index.keySchema(), types, index.projection())));
    return settings;
  }

  private static Map<String, String> settings(
      TableDescription table, TimeToLiveDescription timeToLive) {
    Map<String, String> types = types(table.attributeDefinitions());
    Map<String, String> settings = new TreeMap<>();
    settings.put("keys", keys(table.keySchema(), types));
    settings.put("billing", billing(table.billingModeSummary()));
    settings.put("stream", stream(table.streamSpecification()));
    settings.put("time to live", timeToLive(timeToLive));
    table
        .globalSecondaryIndexes()
        .forEach(index ->
            settings.put(
                "index " + index.indexName(), index(index.keySchema(), types, index.projection())));
    return settings;
  }

  /** DynamoDB omits the summary for a table that has always been provisioned. */
  private static String billing(BillingModeSummary summary) {
    return summary == null ? "PROVISIONED" : summary.billingModeAsString();
  }

  private static String stream(StreamSpecification stream) {
    return stream == null || !Objects.equals(stream.streamEnabled(), true)
        ? NONE
        : stream.streamViewTypeAsString();
  }

  private static String timeToLive(TimeToLiveDescription timeToLive) {
    return timeToLive.timeToLiveStatus() == TimeToLiveStatus.ENABLED
            || timeToLive.timeToLiveStatus() == TimeToLiveStatus.ENABLING
        ? timeToLive.attributeName()
        : NONE;
  }

  private static String index(
      List<KeySchemaElement> keys, Map<String, String> types, Projection projection) {
    return "%s projecting %s".formatted(keys(keys, types), projection.projectionTypeAsString());
  }

  private static String keys(List<KeySchemaElement> keys, Map<String, String> types) {
    return keys.stream()
        .map(key ->
            "%s %s %s"
                .formatted(
                    key.attributeName(), types.get(key.attributeName()), key.keyTypeAsString()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Map<String, String> types(List<AttributeDefinition> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
  }
}
