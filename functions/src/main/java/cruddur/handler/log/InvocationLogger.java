package cruddur.handler.log;

import com.amazonaws.services.lambda.runtime.Context;
import cruddur.handler.snapstart.PrimingContext;
import cruddur.invocation.Invocation;
import cruddur.invocation.TableUsage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The outermost layer of a handler: whatever it does is bounded by the time that Lambda leaves it,
 * and is one line in the log.
 *
 * <p>A line has {@code requestId}, that of Lambda's own lines; what the handler adds; {@code
 * caller}, the uuid of the user, where it is known; {@code ms}; {@code dynamoDbRequests}, tries
 * included, of them {@code dynamoDbRetries}, and the {@code readUnits} and {@code writeUnits} they
 * consumed; {@code first} for the first of an instance, just started or restored.
 */
public final class InvocationLogger {

  private final JsonLog log;
  private final Clock clock;
  private final AtomicBoolean isFirst = new AtomicBoolean(true);

  public InvocationLogger(JsonLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Does the work of an invocation.
   *
   * @param work is given its entry in the log, which is written whether it returns or throws
   */
  public <A> A run(Context context, Function<LogEntry, A> work) {
    Instant start = clock.instant();
    LogEntry entry = new LogEntry().put("requestId", context.getAwsRequestId());
    Invocation invocation = new Invocation(context::getRemainingTimeInMillis);
    try {
      return invocation.run(() -> work.apply(entry));
    } finally {
      invocation.caller().ifPresent(uuid -> entry.put("caller", uuid));
      entry.put("ms", Math.max(0, Duration.between(start, clock.instant()).toMillis()));
      addUsage(entry, invocation.usage());
      if (!(context instanceof PrimingContext) && isFirst.getAndSet(false)) {
        entry.put("first", true);
      }
      log.write(entry);
    }
  }

  private static void addUsage(LogEntry entry, TableUsage usage) {
    entry
        .put("dynamoDbRequests", usage.requests())
        .count("dynamoDbRetries", usage.retries())
        .put("readUnits", usage.readUnits())
        .put("writeUnits", usage.writeUnits());
  }
}
