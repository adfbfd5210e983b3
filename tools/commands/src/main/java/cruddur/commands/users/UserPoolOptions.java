package cruddur.commands.users;

import cruddur.commands.targets.AwsAccount;
import cruddur.commands.terminal.CommandFailedException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * Options of every command that reads the user pool: a mixin. A pool is in AWS, with or without
 * {@code --prod}.
 */
public final class UserPoolOptions {

  private static final String VARIABLE = "AWS_COGNITO_USER_POOL_ID";

  @Option(
      names = "--user-pool",
      paramLabel = "ID",
      description =
          "The Cognito user pool, which is always in AWS; " + VARIABLE + "'s unless told.")
  private Optional<String> id = Optional.empty();

  /**
   * Does something with the pool that these options name.
   *
   * @return what that returns
   * @throws CommandFailedException when none is named, it does not exist, or Cognito refuses
   */
  public <T> T with(AwsAccount account, Function<UserPool, T> work) {
    String pool =
        id.or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .filter(text -> !text.isEmpty())
            .orElseThrow(() ->
                CommandFailedException.ofUsage(
                    "Which user pool? Give --user-pool, or set " + VARIABLE));
    Region region = region(pool, account);
    try (CognitoIdentityProviderClient client =
        CognitoIdentityProviderClient.builder()
            .region(region)
            .credentialsProvider(account.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return work.apply(new UserPool(client, pool, "Cognito in " + region.id()));
    }
  }

  /** A pool's id begins with its region. */
  private static Region region(String pool, AwsAccount account) {
    int end = pool.indexOf('_');
    return end < 0 ? account.region() : Region.of(pool.substring(0, end));
  }
}
