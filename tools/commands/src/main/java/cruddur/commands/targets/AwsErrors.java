package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.io.IOException;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns an exception of the SDK into one line that says what to do. */
public final class AwsErrors {

  private AwsErrors() {}

  /**
   * The exception for a failure of any service.
   *
   * @param service the service and where it is, such as {@code DynamoDB in eu-west-1}
   */
  public static CommandFailedException explained(SdkException failure, String service) {
    return new CommandFailedException(line(failure, service), failure);
  }

  private static String line(SdkException failure, String service) {
    if (failure instanceof AwsServiceException response) {
      if (response.isThrottlingException() || response.statusCode() >= 500) {
        return service + " is throttling or unavailable: try again later";
      }
      return response.awsErrorDetails() == null || response.awsErrorDetails().errorCode() == null
          ? service
              + " returned status "
              + response.statusCode()
              + " without an AWS error code: is it an AWS endpoint?"
          : "%s rejected the request: %s (%s)"
              .formatted(
                  service,
                  response.awsErrorDetails().errorMessage(),
                  response.awsErrorDetails().errorCode());
    }
    // The SDK has no exception type for missing credentials.
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("Unable to load credentials")) {
      return "No AWS credentials were found: sign in, or name a profile with --profile";
    }
    if (message.startsWith("Profile file contained no credentials")) {
      return "There is no such profile with credentials in your AWS configuration: sign in, or name another with --profile";
    }
    return isWithoutResponse(failure)
        ? service + " does not respond: check the network connection"
        : "A request to %s failed: %s".formatted(service, message);
  }

  /** Whether the connection failed, or no response came in time. */
  static boolean isWithoutResponse(SdkException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause ->
            cause instanceof IOException
                || cause instanceof ApiCallTimeoutException
                || cause instanceof ApiCallAttemptTimeoutException);
  }
}
