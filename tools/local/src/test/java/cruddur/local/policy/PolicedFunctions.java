package cruddur.local.policy;

import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.lambda.LambdaFunction;
import cruddur.messaging.UuidGenerator;
import cruddur.toolkit.template.RoleDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
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
 * The template's functions, each with its policy. Records their requests to DynamoDB and what is
 * refused. The responses to posts with an idempotency key are lost, so that the functions' recovery
 * runs, too.
 */
final class PolicedFunctions implements AutoCloseable {
  private final LocalFunctions functions;
  private final Map<String, Set<Access>> requestedAccess = new HashMap<>();
  private final List<String> refusals = new ArrayList<>();

  PolicedFunctions(Template template, DynamoDbEndpoint dynamoDb, Clock clock, UuidGenerator ids) {
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

  /** The messages of the refusals. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    functions.close();
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
      requestedAccess
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
          && transaction.transactItems().stream().anyMatch(Recorder::isOfIdempotencyKey)) {
        throw SdkClientException.create("the response was lost", new IOException());
      }
    }

    private static boolean isOfIdempotencyKey(TransactWriteItem item) {
      return item.put().item().get("pk").s().startsWith("KEY#");
    }
  }
}
