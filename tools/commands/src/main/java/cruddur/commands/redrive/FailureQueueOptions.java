package cruddur.commands.redrive;

import cruddur.commands.deployment.DeploymentNotFoundException;
import cruddur.commands.deployment.StackDeployment;
import cruddur.commands.targets.AwsOptions;
import cruddur.commands.terminal.CommandFailedException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name the failure queue: a mixin. */
final class FailureQueueOptions {

  private static final String VARIABLE = "FAILED_BATCHES_URL";
  private static final String LOCAL = "http://localhost:4567/local/failures";

  @Option(
      names = "--queue",
      paramLabel = "URL",
      description =
          "The failure queue; "
              + LOCAL
              + ", where bin/up has it, or with --prod "
              + VARIABLE
              + "'s unless told.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      description = "With --prod, the stack whose failure queue it is, in place of --queue.")
  private Optional<String> stack = Optional.empty();

  /**
   * Fails unless the options go together, and name a queue.
   *
   * @throws CommandFailedException when they do not
   */
  void check(AwsOptions aws) {
    require(url.isEmpty() || stack.isEmpty(), "Give --queue or --stack, not both");
    if (aws.isProd()) {
      require(
          stack.isPresent() || prodUrl().isPresent(),
          "Which failure queue? Give --stack or --queue, or set " + VARIABLE);
    } else {
      require(stack.isEmpty(), "--stack goes with --prod");
      require(
          localUrl().matches("http://[^/]+/local/failures"),
          "Without --prod, --queue takes an address such as %s, and not %s"
              .formatted(LOCAL, localUrl()));
    }
  }

  /**
   * The queue that these options name, once they are checked.
   *
   * @throws CommandFailedException when the stack cannot be found
   */
  FailureQueue open(AwsOptions aws) {
    if (!aws.isProd()) {
      return new LocalFailureQueue(URI.create(localUrl()));
    }
    try {
      String queue =
          stack.isPresent()
              ? StackDeployment.failedBatchesUrl(stack.get(), aws.account())
              : prodUrl().orElseThrow();
      return SqsFailureQueue.at(queue, aws.account());
    } catch (DeploymentNotFoundException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }

  private String localUrl() {
    return url.orElse(LOCAL);
  }

  private Optional<String> prodUrl() {
    return url.or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(text -> !text.isEmpty());
  }

  private static void require(boolean isFulfilled, String otherwise) {
    if (!isFulfilled) {
      throw CommandFailedException.ofUsage(otherwise);
    }
  }
}
