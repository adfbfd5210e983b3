package cruddur.commands.targets;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Options of every command that works on the table of messages: a mixin. */
public final class TableOptions {

  /** As the functions have it. */
  private static final String VARIABLE = "MESSAGES_TABLE";

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table; " + VARIABLE + "'s, or the one of template.yaml, unless told.")
  private Optional<String> table = Optional.empty();

  @Mixin private DynamoDbOptions dynamoDb = new DynamoDbOptions();

  /** Whether to work on AWS, and how. */
  public AwsOptions aws() {
    return dynamoDb.aws();
  }

  /**
   * Does something with the table that these options name.
   *
   * @param err is told of account, region and table, if they are in AWS
   * @return what that returns
   * @throws CommandFailedException when there is no such table, and as {@link DynamoDbOptions#with}
   */
  public <T> T with(PrintWriter err, Function<TableTarget, T> work) {
    return dynamoDb.with(place -> {
      TableTarget named = new TableTarget(place, name());
      dynamoDb.announce(err, named.name());
      try {
        return work.apply(named);
      } catch (ResourceNotFoundException e) {
        throw new CommandFailedException(
            "There is no table %s in %s: make it with schema-load, or name another with --table"
                .formatted(named.name(), place.place()),
            e);
      }
    });
  }

  /**
   * The table's properties as {@code template.yaml} has them, under the name of these options.
   *
   * @throws CommandFailedException when the template cannot be read
   */
  public Map<String, Object> definition() {
    Path template = Path.of(System.getProperty("cruddur.home", ""), "template.yaml");
    try {
      return Template.read(
              template, table().map(name -> Map.of("TableName", name)).orElse(Map.of()))
          .table();
    } catch (IOException e) {
      throw new CommandFailedException(
          template + " cannot be read: name the table with --table", e);
    }
  }

  private String name() {
    return table().orElseGet(() -> (String) definition().get("TableName"));
  }

  private Optional<String> table() {
    return table
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .filter(name -> !name.isEmpty());
  }
}
