package cruddur.handler.legacy;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StoredItems;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Sends the table the exact requests of Cruddur's Flask app and reads the responses as it does: its
 * scripts {@code list-conversations} and {@code get-conversation}, its API and its stream handler
 * understand our rows, so moving back stays possible.
 */
class LegacyReadsTest {

  /**
   * {@code strptime} with {@code %Y-%m-%dT%H:%M:%S.%f%z}, which requires a fraction and an offset.
   */
  private static final DateTimeFormatter STRPTIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private SampleUser beta;
  private String group;

  /** Starts at a whole second, for which Python would write no fraction. */
  @BeforeEach
  void startConversation() {
    system.clock().set("2026-11-22T13:07:40Z");
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    group = system.start(alpha, beta, "first");
    system.deliver();
    system.clock().advance(Duration.ofSeconds(1));
    system.post(beta, group, "second");
    system.deliver();
  }

  @Test
  void listConversationsReadsOurGroupRows() {
    QueryResponse response =
        system.table().client().query(ofThisYear("GRP#" + alpha.uuid()).build());

    assertEquals(
        List.of(
            LegacyRows.withSender(
                LegacyRows.messageGroup(
                    alpha, beta, group, "2026-11-22T13:07:41.000000+00:00", "second"),
                beta)),
        strings(response));
    assertEquals(0.5, response.consumedCapacity().capacityUnits());
  }

  @Test
  void getConversationReadsOurMessages() {
    QueryResponse response =
        system.table().client().query(ofThisYear("MSG#" + group).limit(20).build());

    assertEquals(
        List.of("@beta 13:07:41 second", "@alpha 13:07:40 first"),
        strings(response).stream()
            .map(item ->
                "@%s %tT %s"
                    .formatted(
                        item.get("user_handle"),
                        OffsetDateTime.parse(item.get("sk"), STRPTIME),
                        item.get("message")))
            .toList());
    assertEquals(
        Set.of(
            "pk", "sk", "message", "message_uuid", "user_uuid", "user_display_name", "user_handle"),
        response.items().getFirst().keySet());
  }

  @Test
  void theStreamHandlerFindsBothGroupRowsAndNoOther() {
    QueryResponse response =
        system
            .table()
            .client()
            .query(query ->
                query
                    .tableName(system.table().tableName())
                    .indexName("message-group-sk-index")
                    .keyConditionExpression("#group = :group")
                    .expressionAttributeNames(Map.of("#group", "message_group_uuid"))
                    .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group))));

    assertEquals(
        LegacyRows.messageGroups(alpha, beta, group, "2026-11-22T13:07:41.000000+00:00", "second")
            .stream()
            .map(row -> LegacyRows.withSender(row, beta))
            .collect(toSet()),
        Set.copyOf(strings(response)));
  }

  @Test
  void noRowOfANewTypeLooksLikeAMessageOrAGroupRow() {
    system.trigger(CognitoEvents.preSignUp("5ab00000-0000-4000-8000-00000000dead", "reserved"));
    system
        .createMessage(alpha, JsonText.object("message_group_uuid", group, "message", "third"))
        .header("idempotency-key", "sample")
        .send();

    assertEquals(Map.of("GRP#", 2L), rowsByPrefix("message_group_uuid"));
    assertEquals(3, rowsByPrefix("pk").get("MSG#"));
    assertEquals(2, rowsByPrefix("pk").get("GRP#"));
  }

  /** Counts the rows that have this attribute, by the prefix of their key. */
  private Map<String, Long> rowsByPrefix(String attribute) {
    return system.table().items().stream()
        .filter(item -> item.containsKey(attribute))
        .collect(groupingBy(item -> item.get("pk").s().substring(0, 4), counting()));
  }

  private QueryRequest.Builder ofThisYear(String pk) {
    return QueryRequest.builder()
        .tableName(system.table().tableName())
        .keyConditionExpression("pk = :pk AND begins_with(sk,:year)")
        .expressionAttributeValues(
            Map.of(":pk", AttributeValue.fromS(pk), ":year", AttributeValue.fromS("2026")))
        .scanIndexForward(false)
        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
  }

  private static List<Map<String, String>> strings(QueryResponse response) {
    return response.items().stream().map(StoredItems::strings).toList();
  }
}
