package cruddur.commands.legacy;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The table of Cruddur's Flask app, as its schema-load script creates it, with the stream that was
 * then enabled manually.
 */
public final class LegacyTable {

  private LegacyTable() {}

  /** Creates the table. Returns the ARN of its stream. */
  public static String create(DynamoDbClient client, String table) {
    return client.createTable(request(table)).tableDescription().latestStreamArn();
  }

  private static CreateTableRequest request(String table) {
    ProvisionedThroughput units =
        ProvisionedThroughput.builder().readCapacityUnits(5L).writeCapacityUnits(5L).build();
    return CreateTableRequest.builder()
        .tableName(table)
        .attributeDefinitions(
            Stream.of("message_group_uuid", "pk", "sk")
                .map(name ->
                    AttributeDefinition.builder()
                        .attributeName(name)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .toList())
        .keySchema(keys("pk"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("message-group-sk-index")
                .keySchema(keys("message_group_uuid"))
                .projection(Projection.builder().projectionType("ALL").build())
                .provisionedThroughput(units)
                .build())
        .billingMode(BillingMode.PROVISIONED)
        .provisionedThroughput(units)
        .streamSpecification(
            stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
        .build();
  }

  private static List<KeySchemaElement> keys(String partition) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName("sk").keyType(KeyType.RANGE).build());
  }
}
