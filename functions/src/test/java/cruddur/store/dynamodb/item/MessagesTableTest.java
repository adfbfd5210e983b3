package cruddur.store.dynamodb.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.TemplateTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

class MessagesTableTest {

  private static final String MOMENT = "2026-11-22T13:07:40.123456+00:00";

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of(new RowKey.OfMessage("group", MOMENT), "MSG#group", MOMENT),
        Arguments.of(new RowKey.OfMessageGroup("member", MOMENT), "GRP#member", MOMENT),
        Arguments.of(new RowKey.OfSignIn("sub"), "SUB#sub", "PROFILE"),
        Arguments.of(new RowKey.OfHandle("alpha"), "HDL#alpha", "PROFILE"),
        Arguments.of(new RowKey.OfEmail("digest"), "EML#digest", "RESERVATION"),
        Arguments.of(new RowKey.OfReadState("user", "group"), "MBR#user", "group"),
        Arguments.of(new RowKey.OfPair("lower", "higher"), "DUO#lower#higher", "DUO"),
        Arguments.of(new RowKey.OfIdempotencyRecord("sender", "key"), "KEY#sender#key", "KEY"),
        Arguments.of(new RowKey.OfIdempotencyRecord("sender", "#k#"), "KEY#sender##k#", "KEY"),
        Arguments.of(new RowKey.OfUsageWindows("messages", "user"), "LIM#messages#user", "LIM"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyIsWrittenAndReadBack(RowKey<?> key, String pk, String sk) {
    assertEquals(pk, MessagesTable.pk(key));
    assertEquals(sk, MessagesTable.sk(key));
    assertEquals(key, MessagesTable.key(pk, sk));
  }

  @ParameterizedTest
  @CsvSource({
    "XYZ#some, DUO",
    "MSG, DUO",
    "'', DUO",
    "DUO#one, DUO",
    "KEY#one, KEY",
    "LIM#messages, LIM",
    "msg#group, DUO",
    ", DUO",
    "MSG#group, "
  })
  void anUnknownKeyIsReported(String pk, String sk) {
    UnreadableRowException refused =
        assertThrows(UnreadableRowException.class, () -> MessagesTable.key(pk, sk));

    assertEquals(
        "No type of row has the key pk=" + pk + " sk=" + sk + ". See the table in template.yaml.",
        refused.getMessage());
  }

  @Test
  void aPairHasTheSameKeyForBothOrdersOfItsUsers() {
    assertEquals("DUO#a#b", MessagesTable.pk(RowKey.OfPair.of("a", "b")));
    assertEquals("DUO#a#b", MessagesTable.pk(RowKey.OfPair.of("b", "a")));
  }

  @Test
  void sortKeysSortByTime() {
    Instant first = Instant.parse("2026-12-31T23:59:59.999998Z");
    List<String> sortKeys =
        Stream.iterate(Timestamp.of(first), Timestamp::next)
            .limit(5)
            .map(moment -> MessagesTable.sk(new RowKey.OfMessage("group", moment.text())))
            .toList();

    assertEquals(sortKeys, sortKeys.stream().sorted().distinct().toList());
  }

  @Test
  void keysAndIndexMatchTheTemplate() {
    TemplateTable template = TemplateTable.read();
    CreateTableRequest table = template.createAs("any");
    GlobalSecondaryIndex index = table.globalSecondaryIndexes().getFirst();

    assertEquals(
        Map.of(KeyType.HASH, MessagesTable.PK, KeyType.RANGE, MessagesTable.SK),
        names(table.keySchema()));
    assertEquals(MessagesTable.MESSAGE_GROUP_INDEX, index.indexName());
    assertEquals(
        Map.of(KeyType.HASH, MessagesTable.MESSAGE_GROUP_UUID, KeyType.RANGE, MessagesTable.SK),
        names(index.keySchema()));
    assertEquals(MessagesTable.EXPIRES_AT, template.timeToLiveAttribute());
  }

  private static Map<KeyType, String> names(List<KeySchemaElement> schema) {
    return schema.stream()
        .collect(Collectors.toMap(KeySchemaElement::keyType, KeySchemaElement::attributeName));
  }
}
