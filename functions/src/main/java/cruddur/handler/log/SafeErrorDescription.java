package cruddur.handler.log;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes an error by the types and locations along its causes, without messages, which may quote
 * what a user wrote.
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
