package cruddur.store.dynamodb;

import static cruddur.messaging.port.SampleRows.message;
import static cruddur.messaging.port.SampleRows.pair;
import static cruddur.messaging.port.SampleRows.rowOfAlpha;
import static cruddur.messaging.port.SampleRows.rowOfBeta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.SampleRows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.UsageUpdate;
import cruddur.store.dynamodb.item.RowItems;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Translation of failures that DynamoDB Local cannot produce. */
class ExceptionTranslationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T13:07:40Z");

  private static final List<ConditionalPut> PAIR_THEN_TWO_ROWS =
      Stream.of(pair(SampleRows.GROUP), rowOfAlpha(1), rowOfBeta(1))
          .map(row -> new ConditionalPut(row, new KeyIsFree()))
          .toList();

  private final DynamoDbClient client = mock(DynamoDbClient.class);
  private final Rows rows = new DynamoDbRows(client, "messages");
  private final UsageCounter usageCounter = new DynamoDbUsageCounter(client, "messages");

  static Stream<SdkException> transientFailures() {
    return Stream.of(
        error(400, "ProvisionedThroughputExceededException"),
        error(400, "RequestLimitExceeded"),
        error(400, "ThrottlingException"),
        error(400, "TransactionInProgressException"),
        error(429, "SomethingNew"),
        error(500, "InternalServerError"),
        error(503, "ServiceUnavailable"),
        error(400, null),
        TransactionConflictException.builder().statusCode(400).build(),
        ApiCallTimeoutException.builder().message("no response in time").build(),
        ApiCallAttemptTimeoutException.builder().message("no response in time").build(),
        Crc32MismatchException.builder().message("truncated").build(),
        SdkClientException.create("no connection", new IOException("refused")),
        SdkClientException.create("no connection", new IllegalStateException(new IOException())));
  }

  static Stream<SdkException> failuresForAnOperator() {
    return Stream.of(
        error(400, "AccessDeniedException"),
        error(400, "ResourceNotFoundException"),
        error(400, "IdempotentParameterMismatchException"),
        error(400, "ExpiredTokenException"),
        SdkClientException.create("no credentials found"),
        AbortedException.create("interrupted"));
  }

  @ParameterizedTest
  @MethodSource("transientFailures")
  void aTransientFailureIsUnavailability(SdkException failure) {
    everyRequestFailsWith(failure);

    for (Executable request : everyRequest()) {
      RowsUnavailableException unavailable = assertThrows(RowsUnavailableException.class, request);
      assertSame(failure, unavailable.getCause());
    }
  }

  @ParameterizedTest
  @MethodSource("failuresForAnOperator")
  void aFailureThatOnlyAnOperatorCanEndIsInaccessibility(SdkException failure) {
    everyRequestFailsWith(failure);

    for (Executable request : everyRequest()) {
      assertSame(failure, assertThrows(RowsInaccessibleException.class, request).getCause());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationException", "ItemCollectionSizeLimitExceededException"})
  void invalidContentIsRejection(String code) {
    SdkException failure = error(400, code);
    everyRequestFailsWith(failure);

    for (Executable request : everyRequest()) {
      assertSame(failure, assertThrows(RequestRejectedException.class, request).getCause());
    }
  }

  @Test
  void aConflictOfTransactionsIsAnOutcome() {
    transactionIsCanceledFor("None", "TransactionConflict", "None");

    assertEquals(new TransactionOutcome.Conflict(), rows.transact(PAIR_THEN_TWO_ROWS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
  void aThrottledTransactionIsUnavailability(String code) {
    transactionIsCanceledFor("TransactionConflict", "None", code);

    assertThrows(RowsUnavailableException.class, () -> rows.transact(PAIR_THEN_TWO_ROWS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationError", "ItemCollectionSizeLimitExceeded"})
  void aTransactionWithInvalidContentIsRejection(String reason) {
    transactionIsCanceledFor("None", reason, "None");

    assertThrows(RequestRejectedException.class, () -> rows.transact(PAIR_THEN_TWO_ROWS));
  }

  @Test
  void aTransactionWithoutPermissionIsInaccessibility() {
    transactionIsCanceledFor("None", "AccessDenied", "None");

    assertThrows(RowsInaccessibleException.class, () -> rows.transact(PAIR_THEN_TWO_ROWS));
  }

  @Test
  void aFailedConditionTakesPrecedenceOverAConflict() {
    transactionIsCanceled(
        reason("TransactionConflict"),
        CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .item(RowItems.toItem(SampleRows.otherRowOfAlpha(1)))
            .build(),
        reason("None"));

    assertEquals(
        new TransactionOutcome.Refused(Map.of(rowOfAlpha(1).key(), SampleRows.otherRowOfAlpha(1))),
        rows.transact(PAIR_THEN_TWO_ROWS));
  }

  // --------------------------------------------------------------------------------------------------------- helpers

  private List<Executable> everyRequest() {
    return List.of(
        () -> rows.get(message(1).key()),
        () -> rows.query(RowQuery.IndexOfGroup.of(SampleRows.GROUP)),
        () -> rows.put(message(1), new KeyIsFree()),
        () -> rows.delete(rowOfAlpha(1)),
        () ->
            usageCounter.count(
                new UsageUpdate(SampleRows.usage(Map.of(), Map.of(), NOW), Set.of())),
        () -> rows.transact(PAIR_THEN_TWO_ROWS));
  }

  private void everyRequestFailsWith(SdkException failure) {
    when(client.getItem(any(GetItemRequest.class))).thenThrow(failure);
    when(client.query(any(QueryRequest.class))).thenThrow(failure);
    when(client.putItem(any(PutItemRequest.class))).thenThrow(failure);
    when(client.deleteItem(any(DeleteItemRequest.class))).thenThrow(failure);
    when(client.updateItem(any(UpdateItemRequest.class))).thenThrow(failure);
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class))).thenThrow(failure);
  }

  private void transactionIsCanceledFor(String... codes) {
    transactionIsCanceled(
        Stream.of(codes).map(ExceptionTranslationTest::reason).toArray(CancellationReason[]::new));
  }

  private void transactionIsCanceled(CancellationReason... reasons) {
    when(client.transactWriteItems(any(TransactWriteItemsRequest.class)))
        .thenThrow(
            TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(reasons)
                .build());
  }

  private static CancellationReason reason(String code) {
    return CancellationReason.builder().code(code).build();
  }

  private static SdkException error(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
