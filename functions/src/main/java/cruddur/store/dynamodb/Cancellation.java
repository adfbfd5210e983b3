package cruddur.store.dynamodb;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.RowItems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Why DynamoDB canceled a transaction: the reasons, by the key of the put. */
record Cancellation(
    TransactionCanceledException cause, Map<RowKey<?>, CancellationReason> reasons) {

  // Codes of TransactWriteItems in the API reference.
  private static final String NONE = "None";
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final List<String> INVALID =
      List.of("ValidationError", "ItemCollectionSizeLimitExceeded");
  private static final List<String> THROTTLING =
      List.of("ThrottlingError", "ProvisionedThroughputExceeded");

  /** Whether throttling is the only reason, apart from conflicts. */
  static boolean isThrottling(Throwable failure) {
    if (!(failure instanceof TransactionCanceledException canceled)) {
      return false;
    }
    List<String> codes =
        canceled.cancellationReasons().stream().map(CancellationReason::code).toList();
    return codes.stream().anyMatch(THROTTLING::contains)
        && codes.stream()
            .allMatch(
                code -> THROTTLING.contains(code) || code.equals(CONFLICT) || code.equals(NONE));
  }

  /** DynamoDB returns one reason for each put, in order. */
  static Cancellation of(List<ConditionalPut> puts, TransactionCanceledException cause) {
    Map<RowKey<?>, CancellationReason> reasons = new LinkedHashMap<>();
    for (int i = 0; i < puts.size(); i++) {
      reasons.put(puts.get(i).row().key(), cause.cancellationReasons().get(i));
    }
    return new Cancellation(cause, reasons);
  }

  /**
   * A failed condition takes precedence over throttling, throttling over a conflict.
   *
   * @throws RowsUnavailableException if the transaction was throttled
   * @throws RequestRejectedException if the content of one of its rows is invalid
   * @throws RowsInaccessibleException for any other reason
   */
  TransactionOutcome outcome() {
    if (isFor(CONDITION_FAILED)) {
      return new TransactionOutcome.Refused(existingRows());
    }
    if (THROTTLING.stream().anyMatch(this::isFor)) {
      throw new RowsUnavailableException("DynamoDB throttled a transaction. Retry later.", cause);
    }
    if (isFor(CONFLICT)) {
      return new TransactionOutcome.Conflict();
    }
    if (INVALID.stream().anyMatch(this::isFor)) {
      throw new RequestRejectedException("DynamoDB rejected the content of a transaction.", cause);
    }
    throw new RowsInaccessibleException(
        "DynamoDB rejected a transaction. Check the permissions.", cause);
  }

  private boolean isFor(String code) {
    return reasons.values().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private Map<RowKey<?>, Row> existingRows() {
    Map<RowKey<?>, Row> existing = new LinkedHashMap<>();
    reasons.forEach((key, reason) -> {
      if (CONDITION_FAILED.equals(reason.code())) {
        existing.put(key, RowItems.toRowOrUnreadable(key, reason.item()));
      }
    });
    return existing;
  }
}
