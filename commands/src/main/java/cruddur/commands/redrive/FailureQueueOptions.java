package cruddur.commands.redrive;

import cruddur.commands.deployment.DeployedStack;
import cruddur.commands.deployment.DeploymentNotFoundException;
import cruddur.commands.place.AwsOptions;
import cruddur.commands.terminal.CommandFailedException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that name the failure queue: a mixin. */
final class FailureQueueOptions {

  private static final String VARIABLE = "FAILED_BATCHES_URL";
  private static final URI LOCAL = URI.create("http://localhost:4567/local/failures");

  @Option(
      names = "--queue",
      paramLabel = "URL",
      description =
          "The failure queue; http://localhost:4567/local/failures, where bin/up has it, or with --prod "
              + VARIABLE
              + "'s unless told.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--stack",
      paramLabel = "STACK",
      description = "With --prod, the stack whose failure queue it is, in place of --queue.")
  private Optional<String> stack = Optional.empty();

  /**
   * The queue that these options name.
   *
   * @throws CommandFailedException when none is named, or the stack cannot be found
   */
  FailureQueue open(AwsOptions aws) {
    if (aws.isProd()) {
      return SqsFailureQueue.at(prodUrl(aws), aws.account());
    }
    if (stack.isPresent()) {
      throw CommandFailedException.ofUsage("--stack goes with --prod");
    }
    return new LocalFailureQueue(url.map(FailureQueueOptions::localUrl).orElse(LOCAL));
  }

  private String prodUrl(AwsOptions aws) {
    if (stack.isPresent() && url.isPresent()) {
      throw CommandFailedException.ofUsage("Give --queue or --stack, not both");
    }
    if (stack.isPresent()) {
      try {
        return DeployedStack.failedBatchesUrl(stack.get(), aws.account());
      } catch (DeploymentNotFoundException e) {
        throw new CommandFailedException(e.getMessage(), e);
      }
    }
    return url.or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            CommandFailedException.ofUsage(
                "Which failure queue? Give --stack or --queue, or set " + VARIABLE));
  }

  private static URI localUrl(String text) {
    if (!text.matches("http://[^/]+/local/failures")) {
      throw CommandFailedException.ofUsage(
          "Without --prod, --queue takes an address such as %s, and not %s"
              .formatted(LOCAL, text));
    }
    return URI.create(text);
  }
}
