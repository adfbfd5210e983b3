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

/** Deletes a table and all its rows. */
@Command(
    name = "drop",
    description = {"Delete a table and all its rows.", ""},
    sortOptions = false)
public final class Drop implements Callable<Integer> {

  @Parameters(paramLabel = "TABLE", description = "The name of the table.")
  private String name;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Mixin private DynamoDbOptions options = new DynamoDbOptions();

  @Spec private CommandSpec spec;

  private final BufferedReader in;

  /**
   * @param in receives the typed name
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
            "Table %s does not exist in %s: bin/cruddur list-tables prints the names of all tables"
                .formatted(name, dynamoDb.location()),
            e);
      }
    });
  }

  private int drop(DynamoDbTarget dynamoDb) {
    TableDescription table =
        dynamoDb.client().describeTable(request -> request.tableName(name)).table();
    if (Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
      throw new CommandFailedException(
          "Table %1$s has deletion protection and was not deleted: deploy its stack with DeletionProtection=false, or run aws dynamodb update-table --no-deletion-protection-enabled --table-name %1$s"
              .formatted(name));
    }
    if (!yes && !isConfirmed(dynamoDb, table)) {
      throw new CommandFailedException(
          "The name does not match: table %s was not deleted".formatted(name));
    }
    dynamoDb.client().deleteTable(request -> request.tableName(name));
    spec.commandLine().getOut().printf("Deleted table %s.%n", name);
    return ExitCode.OK;
  }

  private boolean isConfirmed(DynamoDbTarget dynamoDb, TableDescription table) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "Table %s in %s has about %d rows. Type its name to delete it: ",
        name, dynamoDb.location(), table.itemCount());
    err.flush();
    try {
      String typed = in.readLine();
      return typed != null && typed.strip().equals(name);
    } catch (IOException e) {
      throw new UncheckedIOException("Standard input cannot be read", e);
    }
  }
}
