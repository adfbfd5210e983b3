package cruddur.store.dynamodb;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.BETA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.RowItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class RowQueriesTest {

  @RegisterExtension static final DynamoDbLocal DYNAMODB = new DynamoDbLocal();

  static final List<RowQuery<?>> QUERIES_OF_THE_TABLE =
      List.of(
          new RowQuery.Messages(GROUP, Optional.empty(), 20),
          new RowQuery.Messages(GROUP, Optional.of("any"), 20),
          new RowQuery.GroupsOfMember(ALPHA.uuid(), Optional.empty(), 20),
          new RowQuery.GroupsOfMember(ALPHA.uuid(), Optional.of("any"), 20),
          RowQuery.MemberSearch.ofGroup(ALPHA.uuid(), GROUP),
          RowQuery.MemberSearch.ofGroupAbove(ALPHA.uuid(), GROUP, "any"),
          RowQuery.MemberSearch.withUser(ALPHA.uuid(), BETA.uuid()));

  static final List<RowQuery<MessageGroup>> QUERIES_WITHOUT_LIMIT =
      List.of(RowQuery.MemberSearch.ofGroup(ALPHA.uuid(), GROUP), RowQuery.IndexOfGroup.of(GROUP));

  @ParameterizedTest
  @FieldSource("QUERIES_OF_THE_TABLE")
  void theTableIsReadConsistently(RowQuery<?> query) {
    QueryRequest request = RowQueries.request("messages", query);

    assertTrue(request.consistentRead());
    assertEquals("messages", request.tableName());
    assertNull(request.indexName());
  }

  @Test
  void theIndexIsReadEventuallyConsistently() {
    QueryRequest request = RowQueries.request("messages", RowQuery.IndexOfGroup.of(GROUP));

    assertFalse(request.consistentRead());
    assertEquals("message-group-sk-index", request.indexName());
  }

  @Test
  void everyQueryContinuesAfterTheLastRowThatWasRead() {
    Map<String, AttributeValue> lastMessage =
        MessagesTable.primaryKey("MSG#" + GROUP, "some moment");
    Map<String, AttributeValue> lastRow =
        MessagesTable.primaryKey("GRP#" + ALPHA.uuid(), "some moment");
    Optional<String> moment = Optional.of("some moment");

    assertEquals(
        new RowQuery.Messages(GROUP, moment, 20),
        RowQueries.after(lastMessage, new RowQuery.Messages(GROUP, Optional.empty(), 20)));
    assertEquals(
        new RowQuery.GroupsOfMember(ALPHA.uuid(), moment, 20),
        RowQueries.after(
            lastRow, new RowQuery.GroupsOfMember(ALPHA.uuid(), Optional.of("later"), 20)));
    assertEquals(
        RowQuery.MemberSearch.ofGroupAbove(ALPHA.uuid(), GROUP, "some moment"),
        RowQueries.after(lastRow, RowQuery.MemberSearch.ofGroup(ALPHA.uuid(), GROUP)));
    assertEquals(
        new RowQuery.IndexOfGroup(
            GROUP, Optional.of(new RowQuery.IndexPosition("GRP#" + ALPHA.uuid(), "some moment"))),
        RowQueries.after(lastRow, RowQuery.IndexOfGroup.of(GROUP)));
  }

  /** DynamoDB reads 1 MB per page, so three rows of 300 KB, which only other programs write. */
  @ParameterizedTest
  @FieldSource("QUERIES_WITHOUT_LIMIT")
  void allPagesAreRead(RowQuery<MessageGroup> query) {
    List<MessageGroup> large =
        IntStream.rangeClosed(1, 6).mapToObj(RowQueriesTest::largeRow).toList();
    large.forEach(this::putUntruncated);

    List<RowPage<MessageGroup>> pages = pages(query);

    assertTrue(pages.size() > 1);
    assertEquals(large, pages.stream().flatMap(page -> page.rows().stream()).toList());
    assertEquals(large, DYNAMODB.rows().all(query));
  }

  private static MessageGroup largeRow(int micros) {
    MessageGroup row = rowOfAlpha(micros);
    String text = "x".repeat(300 * 1024);
    return new MessageGroup(
        GROUP,
        ALPHA.uuid(),
        BETA,
        new LastMessage(row.lastMessageAt(), row.last().senderUuid(), text),
        row.sortKey());
  }

  private void putUntruncated(MessageGroup row) {
    Map<String, AttributeValue> item = new HashMap<>(RowItems.toItem(row));
    item.put(MessagesTable.MESSAGE, AttributeValue.fromS(row.lastText()));
    DYNAMODB.client().putItem(request -> request.tableName(DYNAMODB.tableName()).item(item));
  }

  private List<RowPage<MessageGroup>> pages(RowQuery<MessageGroup> query) {
    List<RowPage<MessageGroup>> pages = new ArrayList<>();
    Optional<RowQuery<MessageGroup>> next = Optional.of(query);
    while (next.isPresent()) {
      pages.add(DYNAMODB.rows().query(next.get()));
      next = pages.getLast().next();
    }
    return pages;
  }
}
