package cruddur.commands.deployment;

import cruddur.commands.targets.AwsAccount;
import cruddur.commands.targets.DeployedStack;
import cruddur.commands.targets.ProjectTemplate;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.store.dynamodb.DynamoDbClients;
import cruddur.toolkit.template.Template;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** A stack in AWS, as a deployment. */
public final class StackDeployment {

  private StackDeployment() {}

  /**
   * Finds a stack.
   *
   * @param clients gets the clients that the deployment uses
   * @throws CommandFailedException if it cannot be found or verified, or no region is set
   */
  public static Deployment find(String stack, AwsAccount account, Clients clients) {
    String region = account.region().id();
    CloudFormationClient stacks = clients.add(account.client(CloudFormationClient.builder()));
    DeployedStack deployed = verifiable(DeployedStack.of(stacks, stack, region), stack);
    Template template = ProjectTemplate.read(Map.of("LiveEvents", deployed.liveEvents()));
    CognitoIdentityProviderClient users =
        clients.add(account.client(CognitoIdentityProviderClient.builder()));
    DynamoDbClient table = clients.add(account.client(DynamoDbClients.builder()));
    LambdaClient functions = clients.add(account.client(LambdaClient.builder()));
    SnsClient topics = clients.add(account.client(SnsClient.builder()));
    StackLogLocations logs = new StackLogLocations(stacks, stack, deployed);
    return new Deployment(
        new ApiSite(
            stack + " in " + region,
            deployed.apiAddress(),
            deployed.allowedOrigins(),
            deployed.hasLiveUrl()),
        new CognitoSignIns(users, deployed.userPoolId(), deployed.userPoolClientId(), logs),
        new TableItems(table, deployed.messagesTableName()),
        new Operations(
            new ScheduledFunctions(functions, template.functions(), logs::physical, logs),
            Optional.of(new AlarmEmail(topics, logs.physical("Alarms"), deployed.alarmAddress()))),
        logs);
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
