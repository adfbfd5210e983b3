package cruddur.handler.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import cruddur.handler.log.JsonLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Prepares a function before its SnapStart snapshot, so that its first request is fast: loads the
 * classes that requests use, and passes an event, which only reads, through Lambda's serializers
 * and the handler. An exception would fail the deployment, so failures are only logged.
 */
public final class Priming<E, R> implements Resource {

  /** Strong references: the CRaC runtime holds its resources weakly. */
  private static final List<Resource> REGISTERED = new CopyOnWriteArrayList<>();

  private final RequestHandler<E, R> handler;
  private final Type eventType;
  private final Type responseType;
  private final JsonLog log;
  private final Runnable more;

  private Priming(
      RequestHandler<E, R> handler, Type eventType, Type responseType, JsonLog log, Runnable more) {
    this.handler = handler;
    this.eventType = eventType;
    this.responseType = responseType;
    this.log = log;
    this.more = more;
  }

  /** Primes a handler if a snapshot is taken, with the event {@code /priming/<class>.json}. */
  public static <E, R> void beforeSnapshotOf(
      RequestHandler<E, R> handler, Type eventType, Type responseType, JsonLog log) {
    beforeSnapshotOf(handler, eventType, responseType, log, () -> {});
  }

  /**
   * The same for a handler that does what its event must not cause.
   *
   * @param more prepares that without effect
   */
  public static <E, R> void beforeSnapshotOf(
      RequestHandler<E, R> handler, Type eventType, Type responseType, JsonLog log, Runnable more) {
    Priming<E, R> priming = new Priming<>(handler, eventType, responseType, log, more);
    REGISTERED.add(priming);
    Core.getGlobalContext().register(priming);
  }

  public static List<Resource> registered() {
    return List.copyOf(REGISTERED);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      PrimedClasses.load();
      handleEvent();
      more.run();
    } catch (Exception | LinkageError e) {
      log.warn("priming failed, and the first request will be slower", e);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  private void handleEvent() throws IOException {
    String name = "/priming/" + handler.getClass().getSimpleName() + ".json";
    try (InputStream json = Priming.class.getResourceAsStream(name)) {
      PojoSerializer<E> events = serializer(eventType);
      PojoSerializer<R> responses = serializer(responseType);
      R response = handler.handleRequest(events.fromJson(json), new PrimingContext());
      responses.toJson(response, new ByteArrayOutputStream());
    }
  }

  /** Selects the serializer as Lambda's Java runtime does. */
  @SuppressWarnings("unchecked") // The serializer of a type is declared as one of any type.
  private static <T> PojoSerializer<T> serializer(Type type) {
    return type instanceof Class<?> known
            && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
        ? LambdaEventSerializers.serializerFor((Class<T>) known, known.getClassLoader())
        : (PojoSerializer<T>) JacksonFactory.getInstance().getSerializer(type);
  }
}
