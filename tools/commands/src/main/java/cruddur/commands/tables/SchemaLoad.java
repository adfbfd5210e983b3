package cruddur.commands.tables;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.ExitCode;
import cruddur.toolkit.table.TableDefinition;
import cruddur.toolkit.table.TableSetup;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Makes the table, or says where the one that is there differs. */
@Command(
    name = "schema-load",
    description = {
      "Makes the table as template.yaml defines it: keys, index, stream, billing, time to live; in AWS also encryption,"
          + " point-in-time recovery and protection from deletion.",
      "Where there is one already, it says what about it differs, and changes nothing.",
      ""
    },
    sortOptions = false)
public final class SchemaLoad implements Callable<Integer> {

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    TableDefinition definition = TableDefinition.of(options.definition());
    return options.with(err, table -> load(table, definition));
  }

  private int load(TableTarget table, TableDefinition definition) {
    PrintWriter out = spec.commandLine().getOut();
    TableSetup setup = new TableSetup(table.dynamoDb().client(), definition);
    Optional<TableDescription> standing = setup.find();
    if (standing.isEmpty()) {
      create(setup, table.dynamoDb().isLocal());
      out.printf("Made the table %s.%n", table.name());
      return ExitCode.OK;
    }
    List<String> differences = new ArrayList<>();
    differences.addAll(TableDifferences.between(definition, standing.get(), timeToLive(table)));
    if (!table.dynamoDb().isLocal()) {
      differences.addAll(Safeguards.lacking(definition, standing.get(), backups(table)));
    }
    if (differences.isEmpty()) {
      out.printf("The table %s exists, as template.yaml defines it.%n", table.name());
      return ExitCode.OK;
    }
    out.printf("The table %s exists, and differs from template.yaml:%n", table.name());
    differences.forEach(difference -> out.println("  " + difference));
    return ExitCode.FAILED;
  }

  private void create(TableSetup setup, boolean isLocal) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        isLocal
            ? "DynamoDB Local knows neither encryption nor point-in-time recovery: they are left out."
            : "Making it takes AWS some seconds ...");
    err.flush();
    setup.create();
    if (!isLocal) {
      setup.backUp();
    }
  }

  private static ContinuousBackupsDescription backups(TableTarget table) {
    return table
        .dynamoDb()
        .client()
        .describeContinuousBackups(request -> request.tableName(table.name()))
        .continuousBackupsDescription();
  }

  static TimeToLiveDescription timeToLive(TableTarget table) {
    return table
        .dynamoDb()
        .client()
        .describeTimeToLive(request -> request.tableName(table.name()))
        .timeToLiveDescription();
  }
}
