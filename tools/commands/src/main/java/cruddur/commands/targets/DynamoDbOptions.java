package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowsInaccessibleException;
import cruddur.messaging.port.RowsUnavailableException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** Options of every command that uses DynamoDB: a mixin. */
public final class DynamoDbOptions {

  private static final URI LOCAL = URI.create("http://localhost:8000");

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "DynamoDB Local, which bin/up starts%n(default: http://localhost:8000).")
  private Optional<URI> endpoint = Optional.empty();

  @Mixin private AwsOptions aws = new AwsOptions();

  /** The options for AWS. */
  public AwsOptions aws() {
    return aws;
  }

  /**
   * Runs work on the DynamoDB that these options name.
   *
   * @return the result of the work
   * @throws CommandFailedException if DynamoDB rejects a request or does not respond
   */
  public <T> T with(Function<DynamoDbTarget, T> work) {
    DynamoDbTarget dynamoDb = open();
    try (dynamoDb) {
      return work.apply(dynamoDb);
    } catch (SdkException e) {
      throw dynamoDb.explained(e);
    } catch (RowsUnavailableException | RowsInaccessibleException | RequestRejectedException e) {
      throw e.getCause() instanceof SdkException cause ? dynamoDb.explained(cause) : e;
    }
  }

  /** Prints the account, region and table that a command will use, if they are in AWS. */
  public void announce(PrintWriter err, String table) {
    aws.announce(err, ", table " + table);
  }

  /** Prints the account and region that a command will use, if they are in AWS. */
  public void announce(PrintWriter err) {
    aws.announce(err, "");
  }

  private DynamoDbTarget open() {
    aws.check();
    if (aws.isProd() && endpoint.isPresent()) {
      throw CommandFailedException.ofUsage("--endpoint and --prod exclude each other");
    }
    if (aws.isProd()) {
      return DynamoDbTarget.inAws(aws.account());
    }
    URI local = endpoint.orElse(LOCAL);
    if (local.getHost() == null || !String.valueOf(local.getScheme()).matches("https?")) {
      throw CommandFailedException.ofUsage(
          "--endpoint requires an address such as http://localhost:8000, not " + local);
    }
    return DynamoDbTarget.at(local);
  }
}
