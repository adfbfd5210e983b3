package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.port.RowsUnavailableException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** Options of every command that works on DynamoDB: a mixin. */
public final class DynamoDbOptions {

  private static final URI LOCAL = URI.create("http://localhost:8000");

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "A DynamoDB Local; http://localhost:8000, where bin/up has it, unless told.")
  private Optional<URI> endpoint = Optional.empty();

  @Mixin private AwsOptions aws = new AwsOptions();

  /** Whether to work on AWS, and how. */
  public AwsOptions aws() {
    return aws;
  }

  /**
   * Does something with the DynamoDB that these options name.
   *
   * @return what that returns
   * @throws CommandFailedException for all that DynamoDB refuses, and when it does not answer
   */
  public <T> T with(Function<DynamoDbTarget, T> work) {
    DynamoDbTarget dynamoDb = open();
    try (dynamoDb) {
      return work.apply(dynamoDb);
    } catch (SdkException e) {
      throw dynamoDb.explained(e);
    } catch (RowsUnavailableException e) {
      throw e.getCause() instanceof SdkException cause ? dynamoDb.explained(cause) : e;
    }
  }

  /** Says what account, region and table a command is about to work on, if they are in AWS. */
  public void announce(PrintWriter err, String table) {
    aws.announce(err, ", table " + table);
  }

  /** The same for a command that works on no table in particular. */
  public void announce(PrintWriter err) {
    aws.announce(err, "");
  }

  private DynamoDbTarget open() {
    aws.check();
    if (aws.isProd() && endpoint.isPresent()) {
      throw CommandFailedException.ofUsage("--endpoint goes without --prod");
    }
    if (aws.isProd()) {
      return DynamoDbTarget.inAws(aws.account());
    }
    URI local = endpoint.orElse(LOCAL);
    if (local.getHost() == null || !String.valueOf(local.getScheme()).matches("https?")) {
      throw CommandFailedException.ofUsage(
          "--endpoint takes an address such as http://localhost:8000, and not " + local);
    }
    return DynamoDbTarget.at(local);
  }
}
