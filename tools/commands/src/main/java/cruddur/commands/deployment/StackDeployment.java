package cruddur.commands.deployment;

import cruddur.commands.targets.AwsAccount;
import cruddur.commands.targets.DeployedStack;
import cruddur.commands.targets.ProjectTemplate;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.store.dynamodb.DynamoDbClients;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A stack in AWS, as a deployment. */
public final class StackDeployment {

  private StackDeployment() {}

  /**
   * Finds a stack.
   *
   * @throws CommandFailedException if it cannot be found or verified, or no region is set
   */
  public static Deployment find(String stack, AwsAccount account) {
    String region = account.region().id();
    CloudFormationClient stacks = account.client(CloudFormationClient.builder());
    DeployedStack deployed;
    try {
      deployed = verifiable(DeployedStack.of(stacks, stack, region), stack);
    } catch (CommandFailedException e) {
      stacks.close();
      throw e;
    }
    CognitoIdentityProviderClient users = account.client(CognitoIdentityProviderClient.builder());
    DynamoDbClient table = account.client(DynamoDbClients.builder());
    LambdaClient functions = account.client(LambdaClient.builder());
    StackLogLocations logs = new StackLogLocations(stacks, stack, deployed);
    return new Deployment(
        stack + " in " + region,
        deployed.apiAddress(),
        deployed.allowedOrigins(),
        new CognitoSignIns(users, deployed.userPoolId(), deployed.userPoolClientId(), logs),
        new TableItems(table, deployed.messagesTableName()),
        new ScheduledFunctions(
            functions,
            ProjectTemplate.read(Map.of("LiveEvents", deployed.liveEvents())).functions(),
            logs::physical,
            logs),
        logs,
        () -> {
          functions.close();
          table.close();
          users.close();
          stacks.close();
        });
  }

  /** An existing user pool does not call RegisterUser, so its users would get no profile. */
  private static DeployedStack verifiable(DeployedStack deployed, String stack) {
    if (!deployed.ownsUserPool()) {
      throw new CommandFailedException(
          "Stack %s uses an existing user pool and cannot be verified: test users in that pool would get no profile."
              .formatted(stack));
    }
    return deployed;
  }
}
