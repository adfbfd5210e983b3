package cruddur.local.lambda;

import cruddur.toolkit.template.FunctionDefinition;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function of the template, with Lambda's life cycle of instances: an instance of the handler
 * serves one invocation at a time, and is reused unless it timed out.
 */
public final class LambdaFunction implements Invocable {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);

  private final FunctionDefinition definition;
  private final HandlerMethod handlerMethod;
  private final Object wiring;
  private final Queue<Object> idle = new ConcurrentLinkedQueue<>();

  /**
   * Loads a function and creates the first instance of its handler, so that errors show at once.
   *
   * @param wiring creates, from the environment, the argument of the handler's public constructor
   */
  public LambdaFunction(FunctionDefinition definition, Function<Map<String, String>, ?> wiring) {
    this.definition = definition;
    this.handlerMethod = HandlerMethod.of(definition);
    this.wiring = wiring.apply(definition.environment());
    idle.add(handlerMethod.newHandler(this.wiring));
  }

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    Object idleInstance = idle.poll();
    Object handler = idleInstance == null ? handlerMethod.newHandler(wiring) : idleInstance;
    long deadline = System.nanoTime() + definition.timeout().toNanos();
    LocalContext context = new LocalContext(definition, UUID.randomUUID().toString(), deadline);
    FutureTask<byte[]> invocation =
        new FutureTask<>(() -> handlerMethod.call(handler, event, context));
    Thread thread = Thread.ofVirtual().name(definition.logicalId()).start(invocation);
    try {
      byte[] response = invocation.get(definition.timeout().toNanos(), TimeUnit.NANOSECONDS);
      idle.add(handler);
      return response;
    } catch (TimeoutException e) {
      thread.interrupt();
      throw logged(
          new FunctionError(
              "Sandbox.Timedout",
              "Task timed out after " + definition.timeout().toMillis() / 1000.0 + " seconds"));
    } catch (ExecutionException e) {
      idle.add(handler);
      throw logged(new FunctionError(e.getCause()));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new FunctionError("Sandbox.Interrupted", "the local system is shutting down");
    }
  }

  private FunctionError logged(FunctionError error) {
    LOG.error(
        "{} failed with {}: {}",
        definition.logicalId(),
        error.errorType(),
        error.getMessage(),
        error.getCause());
    return error;
  }
}
