package cruddur.toolkit.template;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A function of the template.
 *
 * @param handlerClass the binary name of the class, before the {@code ::} of the handler
 * @param handlerMethod the method, after the {@code ::}
 * @param environment the global variables and the function's own, resolved
 * @param memorySize in MB
 * @param alias the alias that the events invoke
 */
public record FunctionDefinition(
    String logicalId,
    String handlerClass,
    String handlerMethod,
    Map<String, String> environment,
    Duration timeout,
    int memorySize,
    String alias,
    EventSources events) {

  /** The same function with more variables in its environment, for a benchmark or a test. */
  public FunctionDefinition withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new FunctionDefinition(
        logicalId, handlerClass, handlerMethod, all, timeout, memorySize, alias, events);
  }

  /** The same function with another timeout, for a test whose machine may be slow. */
  public FunctionDefinition withTimeout(Duration newTimeout) {
    return new FunctionDefinition(
        logicalId, handlerClass, handlerMethod, environment, newTimeout, memorySize, alias, events);
  }
}
