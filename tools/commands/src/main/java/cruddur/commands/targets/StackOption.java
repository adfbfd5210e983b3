package cruddur.commands.targets;

import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The option that names a deployed stack, whose resources a command then uses: a mixin. */
public final class StackOption {

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      description = "A stack in AWS, whose table, failure queue and user pool are used.")
  private Optional<String> name = Optional.empty();

  private Optional<DeployedStack> found = Optional.empty();

  /** Whether a stack is named. */
  public boolean isNamed() {
    return name.isPresent();
  }

  /**
   * The stack, or empty if none is named.
   *
   * @throws cruddur.commands.terminal.CommandFailedException if the stack cannot be found, or no
   *     region is set
   */
  public Optional<DeployedStack> find(AwsAccount account) {
    if (found.isEmpty()) {
      found = name.map(stack -> find(stack, account));
    }
    return found;
  }

  private static DeployedStack find(String stack, AwsAccount account) {
    try (CloudFormationClient stacks = account.client(CloudFormationClient.builder())) {
      return DeployedStack.of(stacks, stack, account.region().id());
    }
  }
}
