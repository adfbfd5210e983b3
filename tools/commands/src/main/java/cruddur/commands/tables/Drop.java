package cruddur.commands.tables;

import cruddur.commands.targets.DynamoDbOptions;
import cruddur.commands.targets.DynamoDbTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Deletes a table with everything in it. */
@Command(
    name = "drop",
    description = {"Deletes a table with everything in it.", ""},
    sortOptions = false)
public final class Drop implements Callable<Integer> {

  @Parameters(paramLabel = "TABLE", description = "Its name.")
  private String name;

  @Option(names = "--yes", description = "Does not ask for the name to be typed.")
  private boolean yes;

  @Mixin private DynamoDbOptions options = new DynamoDbOptions();

  @Spec private CommandSpec spec;

  private final BufferedReader in;

  /**
   * @param in where the name is typed
   */
  public Drop(BufferedReader in) {
    this.in = in;
  }

  @Override
  public Integer call() {
    return options.with(dynamoDb -> {
      options.announce(spec.commandLine().getErr(), name);
      try {
        return drop(dynamoDb);
      } catch (ResourceNotFoundException e) {
        throw new CommandFailedException(
            "There is no table %s in %s: list-tables names those there are"
                .formatted(name, dynamoDb.place()),
            e);
      }
    });
  }

  private int drop(DynamoDbTarget dynamoDb) {
    TableDescription table =
        dynamoDb.client().describeTable(request -> request.tableName(name)).table();
    if (Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
      throw new CommandFailedException(
          "The table %1$s is protected from deletion, and stays; to lift that, deploy its stack with DeletionProtection=false, or: aws dynamodb update-table --no-deletion-protection-enabled --table-name %1$s"
              .formatted(name));
    }
    if (!yes && !isConfirmed(dynamoDb, table)) {
      throw new CommandFailedException("That is not its name: the table %s stays".formatted(name));
    }
    dynamoDb.client().deleteTable(request -> request.tableName(name));
    spec.commandLine().getOut().printf("Deleted the table %s.%n", name);
    return ExitCode.OK;
  }

  private boolean isConfirmed(DynamoDbTarget dynamoDb, TableDescription table) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "The table %s in %s has some %d rows. Type its name to delete them all: ",
        name, dynamoDb.place(), table.itemCount());
    err.flush();
    try {
      String typed = in.readLine();
      return typed != null && typed.strip().equals(name);
    } catch (IOException e) {
      throw new UncheckedIOException("The answer cannot be read", e);
    }
  }
}
