package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.fixture.Eventually;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two users write to each other at once while faults are injected everywhere. Their clients retry
 * what fails.
 */
class RetryingClientsTest {

  private static final double RATE = 0.2;
  private static final int MESSAGES_EACH = 40;
  private static final int DEVICES = 8;

  @Test
  void everyMessageIsStoredOnceAndBothListsShowTheNewest() throws Exception {
    try (FaultySystem system = new FaultySystem(22);
        ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor()) {
      ApiClient noor = system.client("noor_k");
      ApiClient mei = system.client("mei_l");
      system.faults(RATE);
      Future<String> noorsGroup = devices.submit(() -> converse(devices, noor, "noor", "mei_l"));
      Future<String> meisGroup = devices.submit(() -> converse(devices, mei, "mei", "noor_k"));
      String group = noorsGroup.get();
      assertEquals(group, meisGroup.get());
      assertAllHappened(system.faults(0));

      List<String> texts = texts(noor, group);
      assertEquals(
          Stream.of("mei", "noor").flatMap(RetryingClientsTest::textsOf).sorted().toList(),
          texts.stream().sorted().toList());
      Eventually.holds(() ->
          listed(noor, group).equals(List.of(texts.getLast()))
              && listed(mei, group).equals(List.of(texts.getLast())));
      Eventually.holds(() -> rows(system, group) == 2);
      assertEquals("[]", noor.read("/local/failures").toString());
    }
  }

  /** Starts a conversation, then sends messages from several devices at once. Returns the group. */
  private static String converse(
      ExecutorService devices, ApiClient client, String sender, String to) throws Exception {
    String group =
        client
            .write("/api/message_groups", body("handle", to, text(sender, 0)))
            .path("message_group_uuid")
            .textValue();
    List<Callable<Void>> talks = new ArrayList<>();
    for (int device = 1; device <= DEVICES; device++) {
      int first = device;
      talks.add(() -> {
        for (int number = first; number < MESSAGES_EACH; number += DEVICES) {
          post(client, group, text(sender, number));
        }
        return null;
      });
    }
    for (Future<Void> talked : devices.invokeAll(talks)) {
      talked.get();
    }
    return group;
  }

  /** Sends a message, which the next read must return. */
  private static void post(ApiClient client, String group, String text)
      throws InterruptedException {
    client.write("/api/messages", body("message_group_uuid", group, text));
    assertTrue(texts(client, group).contains(text), text);
  }

  private static void assertAllHappened(JsonNode injected) {
    for (Map.Entry<String, JsonNode> fault : injected.properties()) {
      // Whether the stream and the index get faults depends on timing.
      boolean isCertain = fault.getKey().matches("(api|dynamodb)\\..*");
      assertTrue(!isCertain || fault.getValue().longValue() > 0, fault.getKey());
    }
  }

  /** The messages, the oldest first. */
  private static List<String> texts(ApiClient client, String group) throws InterruptedException {
    return client.read("/api/messages/" + group + "?limit=100").findValuesAsText("message");
  }

  /** The last messages of a group in a user's list. */
  private static List<String> listed(ApiClient client, String group) throws InterruptedException {
    List<String> messages = new ArrayList<>();
    for (JsonNode row : client.read("/api/message_groups")) {
      if (row.path("uuid").textValue().equals(group)) {
        messages.add(row.path("message").textValue());
      }
    }
    return messages;
  }

  /** The number of group rows of a group in the table. */
  private static int rows(FaultySystem system, String group) {
    try (DynamoDbEndpoint dynamoDb = DynamoDbEndpoint.at(system.addresses().dynamoDb())) {
      return dynamoDb
          .tables()
          .scan(request ->
              request
                  .tableName(system.addresses().table())
                  .consistentRead(true)
                  .filterExpression("#group = :group")
                  .expressionAttributeNames(Map.of("#group", MessagesTable.MESSAGE_GROUP_UUID))
                  .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group))))
          .count();
    }
  }

  private static String body(String field, String value, String text) {
    return "{\"%s\":\"%s\",\"message\":\"%s\"}".formatted(field, value, text);
  }

  private static Stream<String> textsOf(String sender) {
    return IntStream.range(0, MESSAGES_EACH).mapToObj(number -> text(sender, number));
  }

  private static String text(String sender, int number) {
    return sender + " " + number;
  }
}
