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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Creates the table, or prints where an existing one differs from the template. */
@Command(
    name = "schema-load",
    description = {
      "Create the table that template.yaml defines: keys, index, stream, billing, time to live; in AWS also encryption,"
          + " point-in-time recovery and deletion protection.",
      "If the table exists, print where it differs and change nothing; the exit code is 1 if it differs.",
      "With --check, create nothing either; the exit code is 1 if the table does not exist.",
      ""
    },
    sortOptions = false)
public final class SchemaLoad implements Callable<Integer> {

  @Mixin private TableOptions options = new TableOptions();

  @Option(names = "--check", description = "Only compare an existing table with template.yaml.")
  private boolean isCheck;

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
    Optional<TableDescription> existing = isCheck ? Optional.of(describe(table)) : setup.find();
    if (existing.isEmpty()) {
      create(setup, table.dynamoDb().isLocal());
      out.printf("Created table %s.%n", table.name());
      return ExitCode.OK;
    }
    return compare(table, definition, existing.get());
  }

  private int compare(TableTarget table, TableDefinition definition, TableDescription existing) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> differences = new ArrayList<>();
    differences.addAll(TableDifferences.between(definition, existing, timeToLive(table)));
    if (!table.dynamoDb().isLocal()) {
      differences.addAll(Safeguards.lacking(definition, existing, backups(table)));
    }
    if (differences.isEmpty()) {
      out.printf("Table %s exists and matches template.yaml.%n", table.name());
      return ExitCode.OK;
    }
    out.printf("Table %s exists and differs from template.yaml:%n", table.name());
    differences.forEach(difference -> out.println("  " + difference));
    return ExitCode.FAILED;
  }

  private void create(TableSetup setup, boolean isLocal) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        isLocal
            ? "DynamoDB Local has neither encryption nor point-in-time recovery: the table is created without them."
            : "Creating the table takes some seconds ...");
    err.flush();
    setup.create();
    if (!isLocal) {
      setup.backUp();
    }
  }

  /** Throws if the table does not exist. */
  static TableDescription describe(TableTarget table) {
    return table
        .dynamoDb()
        .client()
        .describeTable(request -> request.tableName(table.name()))
        .table();
  }

  static ContinuousBackupsDescription backups(TableTarget table) {
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
