package cruddur.local.policy;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.lambda.LambdaFunction;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.template.RoleDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The template's functions, each with its policy. Records their requests to DynamoDB and what is
 * refused. The responses to posts with an idempotency key are lost, so that the functions' recovery
 * runs, too.
 */
final class RecordedFunctions implements AutoCloseable {
  private final LocalFunctions functions;
  // A function's requests run side by side, each in a thread of its own.
  private final Map<String, Set<Access>> requestedAccess = new ConcurrentHashMap<>();
  private final Queue<String> rejections = new ConcurrentLinkedQueue<>();

  RecordedFunctions(Template template, DynamoDbEndpoint dynamoDb, Clock clock, UuidGenerator ids) {
    functions =
        new LocalFunctions(
            template,
            dynamoDb,
            function -> new Recorder(template, function),
            new LocalFunctions.Collaborators(clock, ids, _ -> {}));
  }

  Map<String, LambdaFunction> byLogicalId() {
    return functions.byLogicalId();
  }

  Map<String, LambdaFunction> byTrigger() {
    return functions.byTrigger();
  }

  /** The accesses that a function has requested. */
  Set<Access> requestedBy(String function) {
    return requestedAccess.getOrDefault(function, Set.of());
  }

  /** The error messages of the rejected requests. */
  List<String> rejections() {
    return List.copyOf(rejections);
  }

  @Override
  public void close() {
    functions.close();
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
      requestedAccess
          .computeIfAbsent(function, _ -> ConcurrentHashMap.newKeySet())
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
