package cruddur.commands.users.signins;

import cruddur.commands.pools.UserPoolTarget;
import cruddur.commands.targets.AwsAccount;
import cruddur.commands.targets.DeployedStack;
import cruddur.commands.targets.StackOption;
import cruddur.commands.terminal.CommandFailedException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * Options of every command that reads the user pool: a mixin. The pool is in AWS, with or without
 * {@code --prod}.
 */
public final class UserPoolOptions {

  private static final String VARIABLE = "AWS_COGNITO_USER_POOL_ID";

  @Option(
      names = "--user-pool",
      paramLabel = "ID",
      description =
          "The Cognito user pool, which is always in AWS (default: that of --stack, or "
              + VARIABLE
              + ").")
  private Optional<String> id = Optional.empty();

  /**
   * Runs work on the pool that these options name.
   *
   * @return the result of the work
   * @throws CommandFailedException if no pool is named, it does not exist, or Cognito rejects a
   *     request
   */
  public <T> T with(AwsAccount account, StackOption stack, Function<UserPool, T> work) {
    String pool =
        id.or(() -> stack.find(account).map(DeployedStack::userPoolId))
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .filter(text -> !text.isEmpty())
            .orElseThrow(() ->
                CommandFailedException.ofUsage(
                    "No user pool is named: name it with --user-pool or --stack, or set "
                        + VARIABLE));
    try (UserPoolTarget target = UserPoolTarget.open(pool, account)) {
      return work.apply(new UserPool(target.client(), target.id(), target.service()));
    }
  }
}
