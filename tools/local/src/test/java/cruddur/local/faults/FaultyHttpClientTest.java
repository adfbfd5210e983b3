package cruddur.local.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Each fault between a function and DynamoDB, as the SDK sees it if all attempts get it. */
class FaultyHttpClientTest {

  private static FaultyTable table;

  /** The row that each test writes. */
  private final Map<String, AttributeValue> row =
      FaultyTable.groupRow("alder", UUID.randomUUID().toString(), UUID.randomUUID().toString());

  @BeforeAll
  static void start() throws IOException {
    table = new FaultyTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @Test
  void aThrottledRequestHasNoEffect() {
    assertThrows(
        ProvisionedThroughputExceededException.class, () -> put(InjectedFault.DynamoDb.THROTTLED));
    assertEquals(Map.of(), table.stored(row));
  }

  @Test
  void aFailedRequestHasNoEffect() {
    assertThrows(InternalServerErrorException.class, () -> put(InjectedFault.DynamoDb.FAILED));
    assertEquals(Map.of(), table.stored(row));
  }

  @Test
  void aPutInConflictHasNoEffect() {
    assertThrows(TransactionConflictException.class, () -> put(InjectedFault.DynamoDb.CONFLICT));
    assertEquals(Map.of(), table.stored(row));
  }

  @Test
  void aCanceledTransactionHasAReasonForEachItem() {
    assertEquals(List.of("TransactionConflict", "None"), reasons(InjectedFault.DynamoDb.CONFLICT));
    assertEquals(List.of("ThrottlingError", "None"), reasons(InjectedFault.DynamoDb.THROTTLED));
    assertEquals(Map.of(), table.stored(row));
  }

  @Test
  void aLostRequestHasNoEffect() {
    SdkClientException lost =
        assertThrows(SdkClientException.class, () -> put(InjectedFault.DynamoDb.REQUEST_LOST));
    assertTrue(isCausedByIoException(lost));
    assertEquals(Map.of(), table.stored(row));
  }

  @ParameterizedTest
  @EnumSource(names = {"RESPONSE_LOST", "RESPONSE_CUT"})
  void aResponseThatDoesNotArriveHasItsEffect(InjectedFault.DynamoDb fault) {
    SdkClientException lost = assertThrows(SdkClientException.class, () -> put(fault));
    assertTrue(isCausedByIoException(lost));
    assertEquals(row, table.stored(row));
  }

  /** The caller cannot tell what DynamoDB refused, so a retry must find out. */
  @Test
  void aTruncatedRefusalIsUnavailability() {
    Message message =
        new Message(
            "m",
            UUID.randomUUID().toString(),
            Timestamp.of(Instant.EPOCH),
            new UserProfile("u", "alder", "Alder"),
            "text");
    assertEquals(
        new PutOutcome.Written(),
        new DynamoDbRows(table.direct(), table.name()).put(message, new PutCondition.KeyIsFree()));
    try (DynamoDbClient client = behind(FaultyTable.always(InjectedFault.DynamoDb.RESPONSE_CUT))) {
      Rows rows = new DynamoDbRows(client, table.name());
      assertThrows(
          RowsUnavailableException.class, () -> rows.put(message, new PutCondition.KeyIsFree()));
    }
  }

  @Test
  void aSlowRequestTimesOut() {
    FaultInjector faults = FaultyTable.always(InjectedFault.DynamoDb.SLOW);
    // Less than the client's attempt timeout, which would cause a second attempt.
    Duration timeout = Duration.ofSeconds(3);
    try (DynamoDbClient client = behind(faults)) {
      assertThrows(
          ApiCallTimeoutException.class,
          () ->
              client.putItem(request ->
                  request
                      .tableName(table.name())
                      .item(row)
                      .overrideConfiguration(call -> call.apiCallTimeout(timeout))));
    }
    assertEquals(1, faults.injected().get("dynamodb.slow"));
    assertEquals(Map.of(), table.stored(row));
  }

  @Test
  void aReadGetsNoConflict() {
    FaultInjector faults = FaultyTable.always(InjectedFault.DynamoDb.CONFLICT);
    try (DynamoDbClient client = behind(faults)) {
      assertEquals(List.of(), table.indexed(client, "of nobody"));
    }
    assertEquals(0, faults.injected().get("dynamodb.conflict"));
  }

  @Test
  void everyAttemptIsCounted() {
    FaultInjector faults = FaultyTable.always(InjectedFault.DynamoDb.FAILED);
    try (DynamoDbClient client = behind(faults)) {
      assertThrows(
          InternalServerErrorException.class,
          () -> client.putItem(request -> request.tableName(table.name()).item(row)));
    }
    assertEquals(3, faults.injected().get("dynamodb.failed"));
  }

  private static boolean isCausedByIoException(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(IOException.class::isInstance);
  }

  private void put(InjectedFault.DynamoDb fault) {
    try (DynamoDbClient client = behind(FaultyTable.always(fault))) {
      client.putItem(request -> request.tableName(table.name()).item(row));
    }
  }

  private List<String> reasons(InjectedFault.DynamoDb fault) {
    TransactWriteItem write =
        TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(row)).build();
    Map<String, AttributeValue> other = FaultyTable.groupRow("birch", "other", "1");
    TransactWriteItem second =
        TransactWriteItem.builder().put(put -> put.tableName(table.name()).item(other)).build();
    try (DynamoDbClient client = behind(FaultyTable.always(fault))) {
      return assertThrows(
              TransactionCanceledException.class,
              () -> client.transactWriteItems(request -> request.transactItems(write, second)))
          .cancellationReasons()
          .stream()
          .map(CancellationReason::code)
          .toList();
    }
  }

  private static DynamoDbClient behind(FaultInjector faults) {
    return table.behind(faults, Clock.systemUTC());
  }
}
