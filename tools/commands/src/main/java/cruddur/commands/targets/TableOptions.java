package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.port.RowsInaccessibleException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Options of every command that uses the messages table: a mixin. */
public final class TableOptions {

  /** The variable that the functions read too. */
  private static final String VARIABLE = "MESSAGES_TABLE";

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "The table (default: that of --stack, " + VARIABLE + ", or the table of template.yaml).")
  private Optional<String> table = Optional.empty();

  @Mixin private StackOption stack = new StackOption();

  @Mixin private DynamoDbOptions dynamoDb = new DynamoDbOptions();

  /** The options for AWS. */
  public AwsOptions aws() {
    return dynamoDb.aws();
  }

  /** The stack that these options name, if any. */
  public StackOption stack() {
    return stack;
  }

  /**
   * Runs work on the table that these options name.
   *
   * @param err receives account, region and table, if they are in AWS
   * @return the result of the work
   * @throws CommandFailedException if the table does not exist, and as {@link DynamoDbOptions#with}
   */
  public <T> T with(PrintWriter err, Function<TableTarget, T> work) {
    return dynamoDb.with(target -> {
      TableTarget named = new TableTarget(target, name());
      dynamoDb.announce(err, named.name());
      try {
        return work.apply(named);
      } catch (ResourceNotFoundException e) {
        throw missing(named.name(), target, e);
      } catch (RowsInaccessibleException e) {
        if (e.getCause() instanceof ResourceNotFoundException) {
          throw missing(named.name(), target, e);
        }
        throw e;
      }
    });
  }

  /**
   * The properties of the table in {@code template.yaml}, with the name that these options set.
   *
   * @throws CommandFailedException if the template cannot be read
   */
  public Map<String, Object> definition() {
    return ProjectTemplate.read(named().map(name -> Map.of("TableName", name)).orElse(Map.of()))
        .table();
  }

  private static CommandFailedException missing(
      String table, DynamoDbTarget target, RuntimeException cause) {
    return new CommandFailedException(
        "Table %s does not exist in %s: create it with bin/cruddur schema-load, or name another with --table"
            .formatted(table, target.location()),
        cause);
  }

  private String name() {
    return named().orElseGet(() -> (String) definition().get("TableName"));
  }

  private Optional<String> named() {
    if (stack.isNamed()) {
      checkStack();
      return stack.find(aws().account()).map(DeployedStack::messagesTableName);
    }
    return table
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(name -> !name.isEmpty());
  }

  private void checkStack() {
    if (!aws().isProd()) {
      throw CommandFailedException.ofUsage("--stack requires --prod");
    }
    if (table.isPresent()) {
      throw CommandFailedException.ofUsage("Give --table or --stack, not both");
    }
  }
}
