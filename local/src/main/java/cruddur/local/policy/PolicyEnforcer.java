package cruddur.local.policy;

import cruddur.local.template.RoleDefinition;
import cruddur.local.template.Template;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DelegatingDynamoDbSyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * A function's client, which refuses what the policy of its role does not allow, with the error
 * that AWS sends: status 400, {@code AccessDeniedException}.
 */
public final class PolicyEnforcer extends DelegatingDynamoDbSyncClient {
  private final RoleDefinition role;
  private final Policy policy;
  private final RequestedAccess requested;

  /**
   * Puts a function's policy before a client.
   *
   * @param function its logical id in the template
   */
  public PolicyEnforcer(DynamoDbClient client, Template template, String function) {
    super(client);
    this.role = template.roles().get(function);
    this.policy = Policy.of(role.policy());
    this.requested =
        new RequestedAccess(template.tableArn(), template.table(), role.functionArn());
  }

  @Override
  protected <T extends DynamoDbRequest, R> R invokeOperation(T request, Function<T, R> operation) {
    for (Access access : requested.of(request)) {
      switch (policy.decide(access)) {
        case ALLOWED -> {}
        case EXPLICITLY_DENIED ->
            throw accessDenied(access, "with an explicit deny in an identity-based policy");
        case IMPLICITLY_DENIED ->
            throw accessDenied(
                access, "because no identity-based policy allows the " + access.action() + " action");
      }
    }
    return operation.apply(request);
  }

  private AwsServiceException accessDenied(Access access, String why) {
    String message =
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(role.sessionArn(), access.action(), access.resource(), why);
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
