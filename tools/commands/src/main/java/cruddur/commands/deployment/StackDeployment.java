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

/** A deployment that is a stack in AWS. */
public final class StackDeployment {

  private StackDeployment() {}

  /**
   * Finds a stack.
   *
   * @throws DeploymentNotFoundException when it cannot be found
   * @throws CommandFailedException when no region is set
   */
  public static Deployment find(String stack, AwsAccount account)
      throws DeploymentNotFoundException {
    AwsCredentialsProvider credentials = account.credentials();
    Region place = account.region();
    SdkHttpClient http = UrlConnectionHttpClient.create();
    CloudFormationClient stacks =
        CloudFormationClient.builder()
            .region(place)
            .credentialsProvider(credentials)
            .httpClient(http)
            .build();
    StackOutputs outputs;
    try {
      outputs = StackOutputs.of(stacks, stack, place.id());
    } catch (DeploymentNotFoundException e) {
      stacks.close();
      http.close();
      throw e;
    }
    CognitoIdentityProviderClient users =
        CognitoIdentityProviderClient.builder()
            .region(place)
            .credentialsProvider(credentials)
            .httpClient(http)
            .build();
    DynamoDbClient table =
        DynamoDbClients.builder()
            .region(place)
            .credentialsProvider(credentials)
            // Finds its way through a proxy, as the others do.
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    StackLogLocations whereabouts = new StackLogLocations(stacks, stack, outputs);
    return new Deployment(
        stack + " in " + place.id(),
        outputs.apiAddress(),
        new CognitoSignIns(users, outputs.userPoolId(), outputs.userPoolClientId(), whereabouts),
        new TableItems(table, outputs.messagesTableName()),
        whereabouts,
        () -> {
          table.close();
          users.close();
          stacks.close();
          http.close();
        });
  }

  /**
   * The address of a stack's failure queue.
   *
   * @throws DeploymentNotFoundException when the stack cannot be found
   * @throws CommandFailedException when no region is set
   */
  public static String failedBatchesUrl(String stack, AwsAccount account)
      throws DeploymentNotFoundException {
    Region place = account.region();
    try (CloudFormationClient stacks =
        CloudFormationClient.builder()
            .region(place)
            .credentialsProvider(account.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return StackOutputs.of(stacks, stack, place.id()).failedBatchesUrl();
    }
  }
}
