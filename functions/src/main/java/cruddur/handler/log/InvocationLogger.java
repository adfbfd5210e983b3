package cruddur.handler.log;

import com.amazonaws.services.lambda.runtime.Context;
import cruddur.invocation.Invocation;
import cruddur.invocation.TableUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The outermost layer of a handler: limits an invocation to Lambda's time and logs one line for it,
 * with the time it took, its requests to the table, and {@code first} for the first request of an
 * instance.
 */
public final class InvocationLogger {

  /** The request id of the priming event, which runs before a snapshot and is no request. */
  public static final String PRIMING_REQUEST_ID = "priming";

  private final JsonLog log;
  private final InstantSource clock;
  private final AtomicBoolean isFirst = new AtomicBoolean(true);

  public InvocationLogger(JsonLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Runs an invocation. Requests to the table end before its time limit. Its log entry is written
   * whether the work returns or throws.
   */
  public <R> R run(Context context, Function<LogEntry, R> work) {
    Instant start = clock.instant();
    String requestId = context.getAwsRequestId();
    LogEntry entry = new LogEntry().put("requestId", requestId);
    Invocation invocation = new Invocation(context::getRemainingTimeInMillis);
    try {
      return invocation.run(() -> work.apply(entry));
    } finally {
      invocation.caller().ifPresent(uuid -> entry.put("caller", uuid));
      entry.put("ms", Math.max(0, Duration.between(start, clock.instant()).toMillis()));
      addUsage(entry, invocation.usage());
      if (!PRIMING_REQUEST_ID.equals(requestId) && isFirst.getAndSet(false)) {
        entry.put("first", true);
      }
      log.write(entry);
    }
  }

  public JsonLog log() {
    return log;
  }

  private static void addUsage(LogEntry entry, TableUsage usage) {
    entry
        .put("dynamoDbRequests", usage.requests())
        .count("dynamoDbRetries", usage.retries())
        .put("readUnits", usage.readUnits())
        .put("writeUnits", usage.writeUnits());
    List<String> unreadable = usage.unreadableRows();
    if (!unreadable.isEmpty()) {
      entry
          .atLeast(LogEntry.Level.WARN)
          .count("unreadableRows", unreadable.size())
          .put("unreadableAttributes", unreadable.stream().distinct().sorted().toList());
    }
  }
}
