package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that can work on AWS: a mixin. */
public final class AwsOptions {

  @Option(
      names = "--prod",
      description = "Works on AWS, with your credentials, in place of this machine.")
  private boolean prod;

  @Mixin private AwsAccount account = new AwsAccount();

  /** Whether to work on AWS. */
  public boolean isProd() {
    return prod;
  }

  /** As whom, and where. */
  public AwsAccount account() {
    return account;
  }

  /** Says on {@code err} what account and region, and what there, a command works on in AWS. */
  public void announce(PrintWriter err, String what) {
    if (prod) {
      err.printf("AWS account %s, region %s%s%n", account.number(), account.region().id(), what);
      err.flush();
    }
  }

  /**
   * Fails unless the options go together.
   *
   * @throws CommandFailedException when --region or --profile stand without --prod
   */
  public void check() {
    if (!prod && account.isNamed()) {
      throw CommandFailedException.ofUsage("--region and --profile go with --prod");
    }
  }
}
