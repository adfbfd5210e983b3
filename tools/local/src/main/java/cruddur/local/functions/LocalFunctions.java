package cruddur.local.functions;

import cruddur.handler.Wiring;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.lambda.LambdaFunction;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.live.EventPublisher;
import cruddur.store.dynamodb.DynamoDbStore;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The template's functions, each with a DynamoDB client of its own. */
public final class LocalFunctions implements AutoCloseable {

  /**
   * What all functions share.
   *
   * @param publishers the publisher of a function's live events, by the function's logical id and
   *     the URL to post to
   */
  public record Collaborators(
      Clock clock,
      UuidGenerator ids,
      Consumer<String> log,
      BiFunction<String, String, EventPublisher> publishers) {

    /** Without live events. */
    public Collaborators(Clock clock, UuidGenerator ids, Consumer<String> log) {
      this(clock, ids, log, (_, _) -> EventPublisher.NONE);
    }
  }

  private final List<DynamoDbClient> clients = new ArrayList<>();
  private final Map<String, LambdaFunction> byLogicalId = new LinkedHashMap<>();
  private final Map<String, LambdaFunction> byTrigger = new HashMap<>();

  /**
   * Creates the functions.
   *
   * @param interceptors the interceptor of each function's client, by the function's logical id
   */
  public LocalFunctions(
      Template template,
      DynamoDbEndpoint dynamoDb,
      Function<String, ExecutionInterceptor> interceptors,
      Collaborators collaborators) {
    for (FunctionDefinition definition : template.functions()) {
      DynamoDbClient client = dynamoDb.tablesBehind(interceptors.apply(definition.logicalId()));
      clients.add(client);
      LambdaFunction function =
          new LambdaFunction(
              definition,
              environment ->
                  wiring(
                      environment,
                      new Wiring.Adapters(
                          table -> DynamoDbStore.of(client, table),
                          url -> collaborators.publishers().apply(definition.logicalId(), url)),
                      collaborators));
      byLogicalId.put(definition.logicalId(), function);
      definition.events().cognitoTriggers().forEach(trigger -> byTrigger.put(trigger, function));
    }
  }

  /** The functions by their logical ids, in the template's order. */
  public Map<String, LambdaFunction> byLogicalId() {
    return byLogicalId;
  }

  /** The functions of the user pool's triggers, by trigger, {@code PreSignUp} for example. */
  public Map<String, LambdaFunction> byTrigger() {
    return byTrigger;
  }

  @Override
  public void close() {
    clients.forEach(DynamoDbClient::close);
  }

  private static Wiring wiring(
      Map<String, String> environment, Wiring.Adapters adapters, Collaborators collaborators) {
    return new Wiring(
        environment, adapters, collaborators.clock(), collaborators.ids(), collaborators.log());
  }
}
