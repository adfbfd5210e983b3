package cruddur.local.faults;

import static cruddur.local.faults.FaultyTable.groupRow;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Queries of an index whose rows may all lag. */
class LaggingIndexTest {

  private static FaultyTable table;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
  private final FaultInjector faults = FaultyTable.always(InjectedFault.Index.BEHIND);
  private final DynamoDbClient client = table.behind(faults, now::get);
  private final String group = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException {
    table = new FaultyTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void someReadsReturnARowJustPutAndSomeDoNot() {
    put(client, groupRow(group, group, "1"));
    pass(Duration.ofSeconds(1));
    assertEquals(Set.of(List.of(), List.of("1")), results());
    assertTrue(faults.injected().get("index.behind") > 0);
  }

  @Test
  void someReadsReturnARowJustDeletedAndSomeDoNot() {
    put(client, groupRow(group, group, "1"));
    pass(Duration.ofMinutes(1));
    delete(client, groupRow(group, group, "1"));
    pass(Duration.ofSeconds(1));
    assertEquals(Set.of(List.of(), List.of("1")), results());
  }

  @Test
  void eachRowLagsByItself() {
    transact(groupRow("alder" + group, group, "1"), groupRow("birch" + group, group, "2"));
    pass(Duration.ofSeconds(1));
    assertEquals(Set.of(List.of(), List.of("1"), List.of("2"), List.of("1", "2")), results());
  }

  @Test
  void afterTwoSecondsEveryReadIsCurrent() {
    put(client, groupRow(group, group, "1"));
    put(client, groupRow(group, group, "2"));
    delete(client, groupRow(group, group, "1"));
    pass(Duration.ofSeconds(2));
    assertEquals(Set.of(List.of("2")), results());
    assertEquals(0, faults.injected().get("index.behind"));
  }

  @Test
  void aRowOfAnotherClientIsReturnedAtOnce() {
    put(table.direct(), groupRow(group, group, "1"));
    assertEquals(Set.of(List.of("1")), results());
  }

  @Test
  void aRowThatAnotherClientDeletedDisappears() {
    put(client, groupRow(group, group, "1"));
    pass(Duration.ofMinutes(1));
    delete(table.direct(), groupRow(group, group, "1"));
    pass(Duration.ofSeconds(1));
    table.indexed(client, group);
    pass(Duration.ofSeconds(2));
    assertEquals(Set.of(List.of()), results());
  }

  @Test
  void aRefusedPutChangesNothing() {
    put(client, groupRow(group, group, "1"));
    pass(Duration.ofMinutes(1));
    assertThrows(
        ConditionalCheckFailedException.class,
        () ->
            client.putItem(request ->
                request
                    .tableName(table.name())
                    .item(groupRow(group, "another" + group, "1"))
                    .conditionExpression("attribute_not_exists(pk)")));
    assertEquals(Set.of(List.of("1")), results());
  }

  @Test
  void anotherGroupAtTheSameKeyIsAnotherRow() {
    put(client, groupRow(group, group, "1"));
    delete(client, groupRow(group, group, "1"));
    put(client, groupRow(group, "another" + group, "1"));
    pass(Duration.ofSeconds(2));
    assertEquals(Set.of(List.of()), results());
    assertEquals(List.of("1"), table.indexed(client, "another" + group));
  }

  /** The distinct results of sixty reads at one moment. */
  private Set<List<String>> results() {
    return IntStream.range(0, 60).mapToObj(_ -> table.indexed(client, group)).collect(toSet());
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  private void transact(Map<String, AttributeValue> first, Map<String, AttributeValue> second) {
    client.transactWriteItems(request ->
        request.transactItems(
            Stream.of(first, second)
                .map(row ->
                    TransactWriteItem.builder()
                        .put(put -> put.tableName(table.name()).item(row))
                        .build())
                .toList()));
  }

  private static void put(DynamoDbClient by, Map<String, AttributeValue> row) {
    by.putItem(request -> request.tableName(table.name()).item(row));
  }

  private static void delete(DynamoDbClient by, Map<String, AttributeValue> row) {
    by.deleteItem(request -> request.tableName(table.name()).key(FaultyTable.key(row)));
  }
}
