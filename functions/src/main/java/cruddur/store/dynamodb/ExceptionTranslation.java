package cruddur.store.dynamodb;

import cruddur.messaging.port.RowsUnavailableException;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Translates transient failures of DynamoDB to {@link RowsUnavailableException}. */
final class ExceptionTranslation {

  private ExceptionTranslation() {}

  /** Other exceptions of the SDK, such as for a missing table, are passed on. */
  static <T> T translate(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException failure) {
      if (isTransient(failure)) {
        throw new RowsUnavailableException(
            "DynamoDB throttled a request or did not respond. Retry later.", failure);
      }
      throw failure;
    }
  }

  private static boolean isTransient(SdkException failure) {
    return switch (failure) {
      case TransactionConflictException _ -> true;
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
