package cruddur.handler.log;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes an error without its messages, which may quote what a user wrote: the exception types
 * along its causes, each with the line that threw it.
 */
final class SafeErrorDescription {

  private static final int MAX_CAUSES = 8;

  private SafeErrorDescription() {}

  static String of(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
        .limit(MAX_CAUSES)
        .map(SafeErrorDescription::describe)
        .collect(Collectors.joining(" <- "));
  }

  private static String describe(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    String location = trace.length == 0 ? "" : " at " + trace[0];
    return error.getClass().getName() + location;
  }
}
