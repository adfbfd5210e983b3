package cruddur.commands.pools;

import cruddur.commands.targets.AwsAccount;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * A Cognito user pool, which is always in AWS.
 *
 * @param service for messages: {@code Cognito in REGION}
 */
public record UserPoolTarget(CognitoIdentityProviderClient client, String id, String service)
    implements AutoCloseable {

  /** Connects to the region of a pool, which is the first part of its id. */
  public static UserPoolTarget open(String id, AwsAccount account) {
    int end = id.indexOf('_');
    Region region = end < 0 ? account.region() : Region.of(id.substring(0, end));
    CognitoIdentityProviderClient client =
        account.client(CognitoIdentityProviderClient.builder(), region);
    return new UserPoolTarget(client, id, "Cognito in " + region.id());
  }

  @Override
  public void close() {
    client.close();
  }
}
