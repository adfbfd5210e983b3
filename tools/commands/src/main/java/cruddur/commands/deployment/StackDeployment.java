package cruddur.commands.deployment;

import cruddur.commands.targets.AwsAccount;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.store.dynamodb.DynamoDbClients;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A stack in AWS, as a deployment. */
public final class StackDeployment {

  private StackDeployment() {}

  /**
   * Finds a stack.
   *
   * @throws CommandFailedException if it cannot be found, or no region is set
   */
  public static Deployment find(String stack, AwsAccount account) {
    AwsCredentialsProvider credentials = account.credentials();
    Region region = account.region();
    SdkHttpClient http = UrlConnectionHttpClient.create();
    CloudFormationClient stacks =
        CloudFormationClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClient(http)
            .build();
    StackOutputs outputs;
    try {
      outputs = StackOutputs.of(stacks, stack, region.id());
    } catch (CommandFailedException e) {
      stacks.close();
      http.close();
      throw e;
    }
    CognitoIdentityProviderClient users =
        CognitoIdentityProviderClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClient(http)
            .build();
    DynamoDbClient table =
        DynamoDbClients.builder()
            .region(region)
            .credentialsProvider(credentials)
            // Honors proxy settings, as the other clients do.
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    StackLogLocations logs = new StackLogLocations(stacks, stack, outputs);
    return new Deployment(
        stack + " in " + region.id(),
        outputs.apiAddress(),
        new CognitoSignIns(users, outputs.userPoolId(), outputs.userPoolClientId(), logs),
        new TableItems(table, outputs.messagesTableName()),
        logs,
        () -> {
          table.close();
          users.close();
          stacks.close();
          http.close();
        });
  }

  /**
   * Returns the URL of a stack's failure queue.
   *
   * @throws CommandFailedException if the stack cannot be found, or no region is set
   */
  public static String failedBatchesUrl(String stack, AwsAccount account) {
    Region region = account.region();
    try (CloudFormationClient stacks =
        CloudFormationClient.builder()
            .region(region)
            .credentialsProvider(account.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return StackOutputs.of(stacks, stack, region.id()).failedBatchesUrl();
    }
  }
}
