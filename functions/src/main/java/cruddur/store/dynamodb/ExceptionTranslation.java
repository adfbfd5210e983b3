package cruddur.store.dynamodb;

import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowsContendedException;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Translates failures of DynamoDB by what helps: {@link RowsUnavailableException} a retry, {@link
 * RequestRejectedException} nothing, {@link RowsInaccessibleException} an operator.
 */
final class ExceptionTranslation {

  /** Codes for requests whose content is invalid or too large. */
  private static final Set<String> VALIDATION =
      Set.of("ValidationException", "ItemCollectionSizeLimitExceededException");

  private ExceptionTranslation() {}

  /** Conditions that do not hold and canceled transactions are passed on: they are results. */
  static <T> T translate(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException failure) {
      throw isResult(failure) ? failure : translated(failure);
    }
  }

  static RuntimeException translated(SdkException failure) {
    if (failure instanceof TransactionConflictException) {
      return new RowsContendedException(
          "A request met a transaction at every attempt. Retry later.", failure);
    }
    if (isTransient(failure)) {
      return new RowsUnavailableException(
          "DynamoDB throttled a request or did not respond. Retry later.", failure);
    }
    return isInvalid(failure)
        ? new RequestRejectedException("DynamoDB rejected the content of a request.", failure)
        : new RowsInaccessibleException(
            "DynamoDB rejected a request. Check the table's name, the permissions and the credentials.",
            failure);
  }

  private static boolean isResult(SdkException failure) {
    return failure instanceof ConditionalCheckFailedException
        || failure instanceof TransactionCanceledException;
  }

  /** The code for content has no class of its own in the SDK. */
  private static boolean isInvalid(SdkException failure) {
    return failure instanceof AwsServiceException response
        && response.awsErrorDetails() != null
        && VALIDATION.contains(response.awsErrorDetails().errorCode());
  }

  private static boolean isTransient(SdkException failure) {
    return switch (failure) {
      case AwsServiceException response ->
          response.isThrottlingException() || response.statusCode() >= 500 || isTruncated(response);
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
      // A truncated body fails the checksum, which the SDK marks as retryable.
      default -> failure.retryable() || hasIoCause(failure);
    };
  }

  /** An error response so truncated that it has neither a type of its own nor an error code. */
  static boolean isTruncated(Throwable failure) {
    return failure.getClass().equals(DynamoDbException.class)
        && failure instanceof DynamoDbException response
        && response.statusCode() == 400
        && (response.awsErrorDetails() == null || response.awsErrorDetails().errorCode() == null);
  }

  private static boolean hasIoCause(SdkException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(IOException.class::isInstance);
  }
}
