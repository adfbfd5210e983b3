package cruddur.local.policy;

import cruddur.handler.Wiring;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.lambda.LambdaFunction;
import cruddur.messaging.UuidGenerator;
import cruddur.store.dynamodb.DynamoDbRows;
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
 * The template's functions with their policies enforced. Records what they request from DynamoDB
 * and which requests are rejected. Loses the response to every transaction with an idempotency
 * record, so that the functions also send the requests that find out what became of it.
 */
final class RecordedFunctions {
  private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
  private final Map<String, Set<Access>> requested = new HashMap<>();
  private final List<String> rejections = new ArrayList<>();

  RecordedFunctions(Template template, DynamoDbEndpoint dynamoDb, Clock clock, UuidGenerator ids) {
    for (FunctionDefinition function : template.functions()) {
      Recorder recorder = new Recorder(template, function.logicalId());
      functions.put(
          function.logicalId(),
          new LambdaFunction(
              function,
              environment ->
                  new Wiring(
                      environment,
                      table -> new DynamoDbRows(dynamoDb.tablesBehind(recorder), table),
                      clock,
                      ids,
                      _ -> {})));
    }
  }

  Map<String, LambdaFunction> byLogicalId() {
    return functions;
  }

  /** The accesses that a function has requested. */
  Set<Access> requestedBy(String function) {
    return requested.getOrDefault(function, Set.of());
  }

  /** The error messages of the rejected requests. */
  List<String> rejections() {
    return List.copyOf(rejections);
  }

  private final class Recorder implements ExecutionInterceptor {
    private final String function;
    private final PolicyEnforcer enforcer;
    private final RequestedAccess accesses;

    Recorder(Template template, String function) {
      RoleDefinition role = template.roles().get(function);
      this.function = function;
      this.enforcer = new PolicyEnforcer(template, function);
      this.accesses =
          new RequestedAccess(template.tableArn(), template.table(), role.functionArn());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution execution, ExecutionAttributes attributes) {
      requested
          .computeIfAbsent(function, _ -> new LinkedHashSet<>())
          .addAll(accesses.of(execution.request()));
      try {
        enforcer.beforeExecution(execution, attributes);
      } catch (DynamoDbException rejection) {
        rejections.add(rejection.awsErrorDetails().errorMessage());
        throw rejection;
      }
    }

    @Override
    public void afterExecution(Context.AfterExecution execution, ExecutionAttributes attributes) {
      if (execution.request() instanceof TransactWriteItemsRequest transaction
          && transaction.transactItems().stream().anyMatch(Recorder::isIdempotencyRecord)) {
        throw SdkClientException.create("the response was lost", new IOException());
      }
    }

    private static boolean isIdempotencyRecord(TransactWriteItem item) {
      return item.put().item().get("pk").s().startsWith("KEY#");
    }
  }
}
