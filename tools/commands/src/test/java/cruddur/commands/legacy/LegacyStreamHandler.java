package cruddur.commands.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.lambda.Invocable;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stream handler of Cruddur's Flask app, with its faults: it processes only the first record,
 * handles updates and records of any age, trusts the index, and deletes a row before it puts the
 * new one.
 */
public record LegacyStreamHandler(DynamoDbClient client, String table) implements Invocable {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
  private static final String MESSAGES = "MSG#";

  @Override
  public byte[] invoke(byte[] event) {
    JsonNode record = Json.parseObject(event).orElseThrow().path("Records").path(0);
    JsonNode change = record.path("dynamodb");
    String pk = change.at("/Keys/pk/S").asText();
    if (!record.path("eventName").asText().equals("REMOVE") && pk.startsWith(MESSAGES)) {
      String createdAt = change.at("/Keys/sk/S").asText();
      String text = change.at("/NewImage/message/S").asText();
      rowsOf(pk.substring(MESSAGES.length())).forEach(row -> move(row, createdAt, text));
    }
    return NULL;
  }

  private List<Map<String, AttributeValue>> rowsOf(String group) {
    return client
        .query(query ->
            query
                .tableName(table)
                .indexName("message-group-sk-index")
                .keyConditionExpression("message_group_uuid = :group")
                .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group))))
        .items();
  }

  private void move(Map<String, AttributeValue> row, String createdAt, String text) {
    client.deleteItem(
        delete -> delete.tableName(table).key(Map.of("pk", row.get("pk"), "sk", row.get("sk"))));
    Map<String, AttributeValue> moved = new HashMap<>(row);
    moved
        .keySet()
        .retainAll(
            List.of("pk", "message_group_uuid", "user_uuid", "user_display_name", "user_handle"));
    moved.put("sk", AttributeValue.fromS(createdAt));
    moved.put("message", AttributeValue.fromS(text));
    client.putItem(put -> put.tableName(table).item(moved));
  }
}
