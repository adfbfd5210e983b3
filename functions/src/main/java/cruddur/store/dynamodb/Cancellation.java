package cruddur.store.dynamodb;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Why DynamoDB cancelled a transaction.
 *
 * @param reasons by the key of the put that each one is about
 */
record Cancellation(
    TransactionCanceledException cause, Map<RowKey<?>, CancellationReason> reasons) {

  // The codes are listed with TransactWriteItems in the API reference.
  private static final String NONE = "None";
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final List<String> LOAD =
      List.of("ThrottlingError", "ProvisionedThroughputExceeded");

  /** Whether a transaction was cancelled for load, and for nothing that stays. */
  static boolean isForLoad(Throwable failure) {
    if (!(failure instanceof TransactionCanceledException cancelled)) {
      return false;
    }
    List<String> codes =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    return codes.stream().anyMatch(LOAD::contains)
        && codes.stream()
            .allMatch(code -> LOAD.contains(code) || code.equals(CONFLICT) || code.equals(NONE));
  }

  /** DynamoDB gives its reasons in the order of the puts, one each. */
  static Cancellation of(List<ConditionalPut> puts, TransactionCanceledException cause) {
    Map<RowKey<?>, CancellationReason> reasons = new LinkedHashMap<>();
    for (int i = 0; i < puts.size(); i++) {
      reasons.put(puts.get(i).row().key(), cause.cancellationReasons().get(i));
    }
    return new Cancellation(cause, reasons);
  }

  /**
   * A condition that failed says most; a conflict amid throttling is better left alone for a while.
   *
   * @throws RowsUnavailableException if it was for load
   * @throws TransactionCanceledException if it was for anything that trying again does not change
   */
  TransactionOutcome outcome() {
    if (isFor(CONDITION_FAILED)) {
      return new TransactionOutcome.Refused(standing());
    }
    if (LOAD.stream().anyMatch(this::isFor)) {
      throw new RowsUnavailableException(
          "DynamoDB refused a transaction for load. Try again later.", cause);
    }
    if (isFor(CONFLICT)) {
      return new TransactionOutcome.Conflict();
    }
    throw cause;
  }

  private boolean isFor(String code) {
    return reasons.values().stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private Map<RowKey<?>, Row> standing() {
    Map<RowKey<?>, Row> standing = new LinkedHashMap<>();
    reasons.forEach((key, reason) -> {
      if (CONDITION_FAILED.equals(reason.code())) {
        standing.put(key, RowItems.toRow(reason.item()));
      }
    });
    return standing;
  }
}
