package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that can use AWS: a mixin. */
public final class AwsOptions {

  @Option(
      names = "--prod",
      description = "Use AWS, with your credentials, instead of the local system.")
  private boolean prod;

  @Mixin private AwsAccount account = new AwsAccount();

  /** Whether to use AWS. */
  public boolean isProd() {
    return prod;
  }

  /** The credentials and the region. */
  public AwsAccount account() {
    return account;
  }

  /**
   * Prints the AWS account and region that a command uses.
   *
   * @param resource appended, such as {@code , table NAME}
   */
  public void announce(PrintWriter err, String resource) {
    if (prod) {
      err.printf(
          "AWS account %s, region %s%s%n", account.number(), account.region().id(), resource);
      err.flush();
    }
  }

  /**
   * Checks that the options fit together.
   *
   * @throws CommandFailedException if --region or --profile are set without --prod
   */
  public void check() {
    if (!prod && account.isNamed()) {
      throw CommandFailedException.ofUsage("--region and --profile require --prod");
    }
  }
}
