package cruddur.local.policy;

import cruddur.toolkit.template.RoleDefinition;
import cruddur.toolkit.template.Template;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Intercepts the requests of a function's DynamoDB client and rejects those that its role does not
 * allow, with the error of AWS: status 400, {@code AccessDeniedException}.
 */
public final class PolicyEnforcer implements ExecutionInterceptor {
  private final RoleDefinition role;
  private final Policy policy;
  private final RequestedAccess requested;

  /**
   * @param function the logical id of the function in the template
   */
  public PolicyEnforcer(Template template, String function) {
    this.role = template.roles().get(function);
    this.policy = Policy.of(role.policy());
    this.requested = new RequestedAccess(template.tableArn(), template.table(), role.functionArn());
  }

  @Override
  public void beforeExecution(
      Context.BeforeExecution execution, ExecutionAttributes executionAttributes) {
    for (Access access : requested.of(execution.request())) {
      switch (policy.decide(access)) {
        case ALLOWED -> {}
        case EXPLICITLY_DENIED ->
            throw accessDenied(access, "with an explicit deny in an identity-based policy");
        case IMPLICITLY_DENIED ->
            throw accessDenied(
                access,
                "because no identity-based policy allows the " + access.action() + " action");
      }
    }
  }

  private AwsServiceException accessDenied(Access access, String reason) {
    String message =
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(role.sessionArn(), access.action(), access.resource(), reason);
    return DynamoDbException.builder()
        .statusCode(400)
        .message(message)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode("AccessDeniedException")
                .errorMessage(message)
                .build())
        .build();
  }
}
