package cruddur.messaging.port;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UsageWindows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rows behind an observer: it notes every request, and a test can answer in the table's place, fail
 * a request, or let the process die before or after any of them. Safe for threads.
 */
public final class ObservedRows implements Rows {

  /** One request. */
  public sealed interface Request {

    record Get(RowKey<?> key) implements Request {}

    record Query(RowQuery<?> query) implements Request {}

    record Put(Row row) implements Request {}

    record Delete(MessageGroup seen) implements Request {}

    record Count(UsageUpdate report) implements Request {}

    record Transact(List<ConditionalPut> puts) implements Request {}

    /** What it is: the verb, and of a query its type. */
    default String name() {
      return this instanceof Query(RowQuery<?> query)
          ? "query " + query.getClass().getSimpleName()
          : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether it can change the table. */
    default boolean isWrite() {
      return !(this instanceof Get || this instanceof Query);
    }
  }

  /** Stands between the rules and the table. */
  @FunctionalInterface
  public interface Interceptor {

    /** The response to a request; {@code table} asks the table itself. */
    Object respond(Request request, Supplier<?> table);
  }

  /** The process ends here. No rule can catch it. */
  public static final class Death extends Error {

    private static final long serialVersionUID = 1;

    Death() {
      super("the process ended");
    }
  }

  private static final Interceptor NONE = (request, table) -> table.get();

  private final Rows table;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Interceptor interceptor = NONE;

  public ObservedRows(Rows table) {
    this.table = table;
  }

  /** Everything asked since this was last called. */
  public List<Request> takeRequests() {
    synchronized (requests) {
      List<Request> taken = List.copyOf(requests);
      requests.clear();
      return taken;
    }
  }

  /** The names of everything asked since requests were last taken. */
  public List<String> takeNames() {
    return takeRequests().stream().map(Request::name).toList();
  }

  /** From now on the interceptor stands before the table. */
  public void intercept(Interceptor newInterceptor) {
    interceptor = newInterceptor;
  }

  /** From now on every request reaches the table again. */
  public void interceptNothing() {
    interceptor = NONE;
  }

  /**
   * Ends the process as soon as so many more requests have taken effect; with 0 before the first.
   */
  public void dieAfter(int effects) {
    int[] left = {effects};
    intercept((request, rows) -> {
      if (left[0] == 0) {
        throw new Death();
      }
      left[0]--;
      return rows.get();
    });
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return ask(new Request.Get(key), () -> table.get(key));
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    return ask(new Request.Query(query), () -> table.query(query));
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    return ask(new Request.Put(row), () -> table.put(row, condition));
  }

  @Override
  public boolean delete(MessageGroup seen) {
    return ask(new Request.Delete(seen), () -> table.delete(seen));
  }

  @Override
  public UsageWindows count(UsageUpdate report) {
    return ask(new Request.Count(report), () -> table.count(report));
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return ask(new Request.Transact(puts), () -> table.transact(puts));
  }

  // An interceptor answers what the request is answered with; a test that gets it wrong fails here.
  @SuppressWarnings("unchecked")
  private <T> T ask(Request request, Supplier<T> response) {
    requests.add(request);
    return (T) interceptor.respond(request, response);
  }
}
