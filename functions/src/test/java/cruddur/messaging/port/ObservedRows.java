package cruddur.messaging.port;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UsageWindows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Records every request to the table. A test can replace a response, fail a request, or end the
 * process before or after any request. Safe for threads.
 */
public final class ObservedRows implements Rows, UsageCounter {

  /** A request. */
  public sealed interface Request {

    record Get(RowKey<?> key) implements Request {}

    record Query(RowQuery<?> query) implements Request {}

    record Put(Row row) implements Request {}

    record Delete(MessageGroup seen) implements Request {}

    record AdvanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo)
        implements Request {}

    record RemoveMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) implements Request {}

    record Count(UsageUpdate update) implements Request {}

    record Transact(List<ConditionalPut> puts) implements Request {}

    /** The name of the operation, with the type of a query. */
    default String name() {
      return this instanceof Query(RowQuery<?> query)
          ? "query " + query.getClass().getSimpleName()
          : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether it writes to the table. */
    default boolean isWrite() {
      return !(this instanceof Get || this instanceof Query);
    }
  }

  /** Intercepts requests to the table. */
  @FunctionalInterface
  public interface Interceptor {

    /** Returns the response to a request; {@code table} makes the request to the table. */
    Object respond(Request request, Supplier<?> table);
  }

  /** Ends the process; no code under test catches it. */
  public static final class Death extends Error {

    private static final long serialVersionUID = 1;

    Death() {
      super("the process ended");
    }
  }

  private static final Interceptor NONE = (request, table) -> table.get();

  private final Rows table;
  private final UsageCounter usageCounter;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Interceptor interceptor = NONE;

  public ObservedRows(Rows table, UsageCounter usageCounter) {
    this.table = table;
    this.usageCounter = usageCounter;
  }

  /** All requests since the last call. */
  public List<Request> takeRequests() {
    synchronized (requests) {
      List<Request> taken = List.copyOf(requests);
      requests.clear();
      return taken;
    }
  }

  /** The names of all requests since the last call. */
  public List<String> takeNames() {
    return takeRequests().stream().map(Request::name).toList();
  }

  /** Intercepts requests from now on. */
  public void intercept(Interceptor newInterceptor) {
    interceptor = newInterceptor;
  }

  /** Lets all requests reach the table again. */
  public void interceptNothing() {
    interceptor = NONE;
  }

  /** Ends the process after this number of requests has taken effect. */
  public void dieAfter(int effects) {
    AtomicInteger remaining = new AtomicInteger(effects);
    intercept((request, rows) -> {
      if (remaining.getAndDecrement() <= 0) {
        throw new Death();
      }
      return rows.get();
    });
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return request(new Request.Get(key), () -> table.get(key));
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    return request(new Request.Query(query), () -> table.query(query));
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    return request(new Request.Put(row), () -> table.put(row, condition));
  }

  @Override
  public boolean delete(MessageGroup seen) {
    return request(new Request.Delete(seen), () -> table.delete(seen));
  }

  @Override
  public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    return request(
        new Request.AdvanceMarker(key, marker, upTo), () -> table.advanceMarker(key, marker, upTo));
  }

  @Override
  public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    request(
        new Request.RemoveMarker(key, marker, upTo),
        () -> {
          table.removeMarker(key, marker, upTo);
          return true;
        });
  }

  @Override
  public UsageWindows count(UsageUpdate update) {
    return request(new Request.Count(update), () -> usageCounter.count(update));
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return request(new Request.Transact(puts), () -> table.transact(puts));
  }

  // A response of the wrong type from an interceptor fails the test here.
  @SuppressWarnings("unchecked")
  private <T> T request(Request request, Supplier<T> response) {
    requests.add(request);
    return (T) interceptor.respond(request, response);
  }
}
