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

/** Tells failures that pass from those that stay. */
final class ExceptionTranslation {

  private ExceptionTranslation() {}

  /**
   * What the request answers.
   *
   * @throws RowsUnavailableException if DynamoDB refused for load, failed, gave no response or half
   *     of one, or if other requests held the row for as long as the client tried. Anything else
   *     that the SDK throws is passed on
   */
  static <T> T translated(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException failure) {
      if (passes(failure)) {
        throw new RowsUnavailableException(
            "DynamoDB is busy or does not answer. Try again later.", failure);
      }
      throw failure;
    }
  }

  private static boolean passes(SdkException failure) {
    return switch (failure) {
      case TransactionConflictException _ -> true;
      case AwsServiceException response ->
          response.isThrottlingException() || response.statusCode() >= 500 || isCutShort(response);
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
      // A body cut short is known by its checksum, and says of itself that it may be retried.
      default -> failure.retryable() || isForWantOfConnection(failure);
    };
  }

  /**
   * Whether this is a refusal of which so little came that it does not say why: one that says so
   * has a type of its own, or a code.
   */
  static boolean isCutShort(Throwable failure) {
    return failure.getClass().equals(DynamoDbException.class)
        && failure instanceof DynamoDbException response
        && response.statusCode() == 400
        && (response.awsErrorDetails() == null || response.awsErrorDetails().errorCode() == null);
  }

  private static boolean isForWantOfConnection(SdkException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(IOException.class::isInstance);
  }
}
