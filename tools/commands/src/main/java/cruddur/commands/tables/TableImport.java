package cruddur.commands.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * An existing table, as a stack imports it.
 *
 * @param properties those that template.yaml defines, and the encryption, recovery, limits and
 *     protection that the table has; what is off is absent, and the following deployment sets it
 * @param key the ARN of the KMS key, of AWS or not, that encrypts the table
 */
record TableImport(Map<String, Object> properties, Optional<String> key) {

  private static final String PROTECTION = "DeletionProtectionEnabled";
  private static final String RECOVERY = "PointInTimeRecoverySpecification";
  private static final String ENCRYPTION = "SSESpecification";
  private static final String LIMIT = "OnDemandThroughput";
  private static final String INDEXES = "GlobalSecondaryIndexes";

  /**
   * Reads the table.
   *
   * @param defined the properties of the table in template.yaml
   * @param ownKey the ARN of the key of the account that encrypts the table; empty for a key of AWS
   * @throws CommandFailedException if the table differs from template.yaml in what a deployment
   *     does not change, or if another key encrypts it
   */
  static TableImport of(TableTarget table, Map<String, Object> defined, Optional<String> ownKey) {
    TableDescription existing = SchemaLoad.describe(table);
    requireNoDifference(table, TableDefinition.of(defined), existing);
    Optional<String> key = Safeguards.key(existing);
    requireKey(table, key, ownKey);
    return new TableImport(properties(defined, existing, isRecoverable(table), ownKey), key);
  }

  /** The properties of a table that is encrypted with a key of the account, if there is one. */
  static Map<String, Object> properties(
      Map<String, Object> defined,
      TableDescription existing,
      boolean isRecoverable,
      Optional<String> ownKey) {
    Map<String, Object> properties = new TreeMap<>(defined);
    properties.put(PROTECTION, Boolean.TRUE.equals(existing.deletionProtectionEnabled()));
    put(properties, RECOVERY, isRecoverable, Map.of("PointInTimeRecoveryEnabled", true));
    put(properties, ENCRYPTION, Safeguards.isEncrypted(existing), encryption(ownKey));
    Map<String, Long> limit = limit(existing.onDemandThroughput());
    put(properties, LIMIT, !limit.isEmpty(), limit);
    properties.put(INDEXES, indexes(properties.get(INDEXES), existing));
    return properties;
  }

  boolean isProtected() {
    return properties.get(PROTECTION).equals(true);
  }

  private static void requireNoDifference(
      TableTarget table, TableDefinition definition, TableDescription existing) {
    List<String> differences =
        TableDifferences.between(definition, existing, SchemaLoad.timeToLive(table));
    if (!differences.isEmpty()) {
      throw new CommandFailedException(
          "Table %s differs from template.yaml, change it before the import: %s"
              .formatted(table.name(), String.join("; ", differences)));
    }
  }

  private static void requireKey(TableTarget table, Optional<String> key, Optional<String> ownKey) {
    if (ownKey.isPresent() && !ownKey.equals(key)) {
      throw new CommandFailedException(
          "Table %s is encrypted with %s, not with %s. Leave out --kms-key: the deployment with KmsKeyArn changes the key."
              .formatted(table.name(), key.orElse("a key that AWS owns"), ownKey.get()));
    }
  }

  /** DynamoDB Local has no point-in-time recovery. */
  private static boolean isRecoverable(TableTarget table) {
    return !table.dynamoDb().isLocal() && Safeguards.isRecoverable(SchemaLoad.backups(table));
  }

  /** As template.yaml defines it: a key of AWS is not named. */
  private static Object encryption(Optional<String> ownKey) {
    return ownKey
        .<Object>map(key -> Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", key))
        .orElse(Map.of("SSEEnabled", true));
  }

  private static JsonNode indexes(Object defined, TableDescription existing) {
    JsonNode indexes = Json.node(defined);
    for (JsonNode index : indexes) {
      ObjectNode properties = (ObjectNode) index;
      Map<String, Long> limit = limit(existing, index.path("IndexName").textValue());
      properties.remove(LIMIT);
      if (!limit.isEmpty()) {
        properties.set(LIMIT, Json.node(limit));
      }
    }
    return indexes;
  }

  private static Map<String, Long> limit(TableDescription existing, String index) {
    return existing.globalSecondaryIndexes().stream()
        .filter(description -> description.indexName().equals(index))
        .findFirst()
        .map(description -> limit(description.onDemandThroughput()))
        .orElse(Map.of());
  }

  /** Empty without a limit. DynamoDB describes one that is off as absent or as -1. */
  private static Map<String, Long> limit(OnDemandThroughput throughput) {
    Map<String, Long> limit = new TreeMap<>();
    if (throughput != null) {
      putPositive(limit, "MaxReadRequestUnits", throughput.maxReadRequestUnits());
      putPositive(limit, "MaxWriteRequestUnits", throughput.maxWriteRequestUnits());
    }
    return limit;
  }

  private static void putPositive(Map<String, Long> limit, String name, Long units) {
    if (units != null && units > 0) {
      limit.put(name, units);
    }
  }

  private static void put(Map<String, Object> properties, String name, boolean isOn, Object value) {
    if (isOn) {
      properties.put(name, value);
    } else {
      properties.remove(name);
    }
  }
}
