package cruddur.handler.log;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be logged of an error: the types along its causes, and where the first was thrown.
 * Messages are left out, since those of libraries can quote what a user wrote.
 */
public final class SafeErrorDescription {

  private static final int DEEPEST = 8;

  private SafeErrorDescription() {}

  public static String of(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .map(SafeErrorDescription::describe)
        .collect(Collectors.joining(" <- "));
  }

  private static String describe(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return error.getClass().getName() + place;
  }
}
