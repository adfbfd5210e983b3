package cruddur.commands.redrive;

import cruddur.commands.targets.AwsOptions;
import cruddur.commands.targets.DeployedStack;
import cruddur.commands.targets.StackOption;
import cruddur.commands.terminal.CommandFailedException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Mixin with the options that name the failure queue. */
final class FailureQueueOptions {

  private static final String VARIABLE = "FAILED_BATCHES_URL";
  private static final String LOCAL = "http://localhost:4567/local/failures";

  @Option(
      names = "--queue",
      paramLabel = "URL",
      description =
          "The failure queue (default: "
              + LOCAL
              + ", or with --prod the value of "
              + VARIABLE
              + ").")
  private Optional<String> url = Optional.empty();

  /**
   * Checks that the options are compatible and name a queue.
   *
   * @throws CommandFailedException if not
   */
  void check(AwsOptions aws, StackOption stack) {
    require(url.isEmpty() || !stack.isNamed(), "Give --queue or --stack, not both");
    if (aws.isProd()) {
      require(
          stack.isNamed() || prodUrl().isPresent(),
          "No failure queue is named: give --stack or --queue, or set " + VARIABLE);
    } else {
      require(!stack.isNamed(), "--stack requires --prod");
      require(
          localUrl().matches("http://[^/]+/local/failures"),
          "Without --prod, --queue must be an address such as %s, not %s"
              .formatted(LOCAL, localUrl()));
    }
  }

  /**
   * Opens the queue that these options name. They must have been checked.
   *
   * @throws CommandFailedException if the stack cannot be found
   */
  FailureQueue open(AwsOptions aws, StackOption stack) {
    if (!aws.isProd()) {
      return new LocalFailureQueue(URI.create(localUrl()));
    }
    String queue =
        stack
            .find(aws.account())
            .map(DeployedStack::failedBatchesUrl)
            .orElseGet(() -> prodUrl().orElseThrow());
    return SqsFailureQueue.at(queue, aws.account());
  }

  private String localUrl() {
    return url.orElse(LOCAL);
  }

  private Optional<String> prodUrl() {
    return url.or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(text -> !text.isEmpty());
  }

  private static void require(boolean isFulfilled, String message) {
    if (!isFulfilled) {
      throw CommandFailedException.ofUsage(message);
    }
  }
}
