package cruddur.toolkit.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function of the template.
 *
 * @param logicalId its name in the template
 * @param handlerClass the binary name of the class before the {@code ::} of its handler
 * @param handlerMethod the method after it
 * @param environment its variables over the global ones, resolved
 * @param timeout how long one invocation may take
 * @param memorySize in MB
 * @param routes of its HttpApi events
 * @param stream of its DynamoDB event
 * @param cognitoTriggers of its Cognito events, {@code PreSignUp} for example
 */
public record FunctionDefinition(
    String logicalId,
    String handlerClass,
    String handlerMethod,
    Map<String, String> environment,
    Duration timeout,
    int memorySize,
    List<RouteDefinition> routes,
    Optional<StreamDefinition> stream,
    Set<String> cognitoTriggers) {}
