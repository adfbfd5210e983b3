package cruddur.local.policy;

import cruddur.handler.Wiring;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.lambda.LambdaFunction;
import cruddur.messaging.UuidGenerator;
import cruddur.store.dynamodb.DynamoDbStore;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.RoleDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The template's functions, each behind its policy; what they ask of DynamoDB is kept, and what
 * they are refused. The responses to posts with a key are lost, so that what became of them is
 * asked for too.
 */
final class PolicedFunctions {
  private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
  private final Map<String, Set<Access>> asked = new HashMap<>();
  private final List<String> refusals = new ArrayList<>();

  PolicedFunctions(Template template, DynamoDbEndpoint dynamoDb, Clock clock, UuidGenerator ids) {
    for (FunctionDefinition function : template.functions()) {
      Recorder recorder = new Recorder(template, function.logicalId());
      functions.put(
          function.logicalId(),
          new LambdaFunction(
              function,
              environment ->
                  new Wiring(
                      environment,
                      table -> DynamoDbStore.of(dynamoDb.tablesBehind(recorder), table),
                      clock,
                      ids,
                      _ -> {})));
    }
  }

  Map<String, LambdaFunction> byLogicalId() {
    return functions;
  }

  /** All that a function has asked for. */
  Set<Access> askedBy(String function) {
    return asked.getOrDefault(function, Set.of());
  }

  /** The messages of what was refused. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  private final class Recorder implements ExecutionInterceptor {
    private final String function;
    private final PolicyEnforcer enforcer;
    private final RequestedAccess requested;

    Recorder(Template template, String function) {
      RoleDefinition role = template.roles().get(function);
      this.function = function;
      this.enforcer = new PolicyEnforcer(template, function);
      this.requested =
          new RequestedAccess(template.tableArn(), template.table(), role.functionArn());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution execution, ExecutionAttributes attributes) {
      asked
          .computeIfAbsent(function, _ -> new LinkedHashSet<>())
          .addAll(requested.of(execution.request()));
      try {
        enforcer.beforeExecution(execution, attributes);
      } catch (DynamoDbException refusal) {
        refusals.add(refusal.awsErrorDetails().errorMessage());
        throw refusal;
      }
    }

    @Override
    public void afterExecution(Context.AfterExecution execution, ExecutionAttributes attributes) {
      if (execution.request() instanceof TransactWriteItemsRequest transaction
          && transaction.transactItems().stream().anyMatch(Recorder::isOfKey)) {
        throw SdkClientException.create("the answer was lost", new IOException());
      }
    }

    private static boolean isOfKey(TransactWriteItem item) {
      return item.put().item().get("pk").s().startsWith("KEY#");
    }
  }
}
