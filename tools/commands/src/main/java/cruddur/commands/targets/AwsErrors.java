package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.io.IOException;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK throws, in one line that says what to do. */
public final class AwsErrors {

  private AwsErrors() {}

  /**
   * The line for a failure of any service.
   *
   * @param place what was asked, such as {@code DynamoDB in eu-west-1}
   */
  public static CommandFailedException explained(SdkException failure, String place) {
    return new CommandFailedException(line(failure, place), failure);
  }

  private static String line(SdkException failure, String place) {
    if (failure instanceof AwsServiceException answer) {
      if (answer.isThrottlingException() || answer.statusCode() >= 500) {
        return place + " is busy: try again later";
      }
      return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
          ? place + " answered " + answer.statusCode() + ", and not as AWS does"
          : "%s refused: %s (%s)"
              .formatted(
                  place,
                  answer.awsErrorDetails().errorMessage(),
                  answer.awsErrorDetails().errorCode());
    }
    // Of missing credentials only the text tells.
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("Unable to load credentials")) {
      return "No AWS credentials were found: sign in, or name a profile with --profile";
    }
    if (message.startsWith("Profile file contained no credentials")) {
      return "There is no such profile with credentials in your AWS configuration: sign in, or name another with --profile";
    }
    return isForWantOfAnswer(failure)
        ? place + " does not answer: is there a way to it?"
        : place + " cannot be asked: " + message;
  }

  /** Whether nothing answered: there is no way to it, or what took the request is silent. */
  static boolean isForWantOfAnswer(SdkException failure) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause ->
            cause instanceof IOException
                || cause instanceof ApiCallTimeoutException
                || cause instanceof ApiCallAttemptTimeoutException);
  }
}
