package cruddur.handler.snapstart;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import cruddur.handler.log.SafeErrorDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does before a function's snapshot what its first request would otherwise have to wait for
 * (SnapStart): loads the classes that requests use, and sends one whole event through the
 * serialisers of Lambda's runtime and the handler, which reads the table and writes nothing.
 *
 * <p>Whatever goes wrong here is logged and forgotten: thrown, it would fail the published version,
 * and with it the deployment. Nothing that is drawn here, no id and no time, outlives the snapshot.
 *
 * @param <E> the handler's event
 * @param <A> the handler's answer
 */
public final class Priming<E, A> implements Resource {

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /** The runtime refers to its resources weakly. */
  private static final List<Resource> REGISTERED = new CopyOnWriteArrayList<>();

  private final RequestHandler<E, A> handler;
  private final Type eventType;
  private final Type responseType;

  private Priming(RequestHandler<E, A> handler, Type eventType, Type responseType) {
    this.handler = handler;
    this.eventType = eventType;
    this.responseType = responseType;
  }

  /**
   * Has a handler primed should a snapshot be taken; its event is {@code /priming/<class>.json}
   * among the resources.
   */
  public static <E, A> void beforeSnapshotOf(
      RequestHandler<E, A> handler, Type eventType, Type responseType) {
    Priming<E, A> priming = new Priming<>(handler, eventType, responseType);
    REGISTERED.add(priming);
    Core.getGlobalContext().register(priming);
  }

  /** All that is to be primed in this process. */
  public static List<Resource> registered() {
    return List.copyOf(REGISTERED);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      PrimedClasses.load();
      exchange();
    } catch (Exception | LinkageError e) {
      LOG.warn(
          "not all was primed, and the first request will be slower: {}",
          SafeErrorDescription.of(e));
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  private void exchange() throws IOException {
    String name = "/priming/" + handler.getClass().getSimpleName() + ".json";
    try (InputStream json = Priming.class.getResourceAsStream(name)) {
      PojoSerializer<E> events = serializer(eventType);
      PojoSerializer<A> responses = serializer(responseType);
      A response = handler.handleRequest(events.fromJson(json), new PrimingContext());
      responses.toJson(response, new ByteArrayOutputStream());
    }
  }

  /**
   * As Lambda's Java runtime picks them: AWS's own for the events they know, plain ones for the
   * rest.
   */
  @SuppressWarnings(
      "unchecked") // The serialiser of a type is one of that type; the runtime says no more of it.
  private static <T> PojoSerializer<T> serializer(Type type) {
    return type instanceof Class<?> known
            && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())
        ? LambdaEventSerializers.serializerFor((Class<T>) known, known.getClassLoader())
        : (PojoSerializer<T>) JacksonFactory.getInstance().getSerializer(type);
  }
}
