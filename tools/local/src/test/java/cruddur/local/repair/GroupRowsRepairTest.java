package cruddur.local.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.toolkit.table.TableSetup;
import cruddur.toolkit.template.Template;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class GroupRowsRepairTest {

  private static final UserProfile ALDER = new UserProfile("u-alder", "alder", "Alder");
  private static final UserProfile BIRCH = new UserProfile("u-birch", "birch", "Birch");
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  private DynamoDbEndpoint dynamoDb;
  private DynamoDbRows rows;
  private String table;

  @BeforeEach
  void createTable() throws Exception {
    dynamoDb = DynamoDbEndpoint.start();
    TableSetup setup =
        new TableSetup(
            dynamoDb.tables(),
            Template.read(Path.of("..", "..", "template.yaml"), Map.of()).table());
    setup.createIfAbsent();
    table = setup.tableName();
    rows = new DynamoDbRows(dynamoDb.tables(), table);
  }

  @AfterEach
  void close() {
    dynamoDb.close();
  }

  @Test
  void bothMembersRowsMoveToTheNewestMessage() {
    conversation("g");
    put(message("g", 2, BIRCH, "two"));
    put(message("g", 3, ALDER, "three"));
    assertEquals(1, repair());
    assertEquals(List.of("three"), shown(ALDER, "g"));
    assertEquals(List.of("three"), shown(BIRCH, "g"));
  }

  @Test
  void rowsThatAreUpToDateStay() {
    conversation("g");
    repair();
    assertEquals(List.of("one"), shown(ALDER, "g"));
    assertEquals(List.of("one"), shown(BIRCH, "g"));
  }

  @Test
  void anUnreadableRowCostsItsGroupAlone() {
    conversation("a");
    conversation("b");
    conversation("c");
    put(message("a", 2, BIRCH, "two"));
    put(message("c", 2, BIRCH, "two"));
    unreadable("MSG#b", "2026-03-01T10:00:02.000000+00:00");
    unreadable("MSG#d", "2026-03-01T10:00:02.000000+00:00");
    assertEquals(3, repair());
    assertEquals(List.of("two"), shown(ALDER, "a"));
    assertEquals(List.of("one"), shown(ALDER, "b"));
    assertEquals(List.of("two"), shown(BIRCH, "c"));
  }

  @Test
  void messagesWithoutMembersAreNoError() {
    put(message("g", 2, BIRCH, "two"));
    assertEquals(1, repair());
    assertEquals(List.of(), shown(BIRCH, "g"));
  }

  private int repair() {
    return new GroupRowsRepair(dynamoDb.tables(), table).repair();
  }

  private void conversation(String group) {
    Message first = message(group, 1, ALDER, "one");
    put(first);
    rows.put(MessageGroup.showing(first, ALDER.uuid(), BIRCH), new PutCondition.KeyIsFree());
    rows.put(MessageGroup.showing(first, BIRCH.uuid(), ALDER), new PutCondition.KeyIsFree());
  }

  private void put(Message message) {
    rows.put(message, new PutCondition.KeyIsFree());
  }

  private void unreadable(String pk, String sk) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", AttributeValue.fromS(pk));
    item.put("sk", AttributeValue.fromS(sk));
    item.put("message", AttributeValue.fromN("7"));
    dynamoDb.tables().putItem(request -> request.tableName(table).item(item));
  }

  /** What a member's rows of a group show. */
  private List<String> shown(UserProfile member, String group) {
    return rows.all(RowQuery.MemberSearch.ofGroup(member.uuid(), group)).stream()
        .map(MessageGroup::lastText)
        .toList();
  }

  private static Message message(String group, int second, UserProfile sender, String text) {
    // Groups at one time would share their members' keys.
    Instant at = TEN.plusSeconds(second).plusMillis(group.charAt(0));
    return new Message("m-" + group + second, group, Timestamp.of(at), sender, text);
  }
}
