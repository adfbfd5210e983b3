package cruddur.commands.deployment;

import cruddur.store.dynamodb.DynamoDbClients;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A deployment that is a stack in AWS. */
public final class DeployedStack {

  private DeployedStack() {}

  /**
   * Finds a stack.
   *
   * @param region the environment's or the profile's when empty
   * @param profile of the AWS configuration; the usual chain of credentials when empty
   * @throws DeploymentNotFoundException when it cannot be found
   */
  public static Deployment find(String stack, Optional<String> region, Optional<String> profile)
      throws DeploymentNotFoundException {
    AwsCredentialsProvider credentials =
        DefaultCredentialsProvider.builder().profileName(profile.orElse(null)).build();
    Region place = region.map(Region::of).orElse(null);
    if (place == null) {
      place = defaultRegion(profile);
    }
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
    StackWhereabouts whereabouts = new StackWhereabouts(stacks, stack, outputs);
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

  private static Region defaultRegion(Optional<String> profile) throws DeploymentNotFoundException {
    try {
      return DefaultAwsRegionProviderChain.builder()
          .profileName(profile.orElse(null))
          .build()
          .getRegion();
    } catch (SdkClientException e) {
      throw new DeploymentNotFoundException(
          "No AWS region is set: give --region, or set AWS_REGION", e);
    }
  }
}
