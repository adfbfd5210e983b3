package cruddur.commands.tables;

import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;

/**
 * Prints the template with which CloudFormation imports an existing table into a new stack.
 *
 * <p>An import does not compare the table with the template, and later deployments do not correct a
 * difference. Therefore this command compares first, and omits the settings that the following
 * deployment can switch on.
 */
@Command(
    name = "import-template",
    description = {
      "Print a CloudFormation template of the table alone, to import an existing table into a stack.",
      "If the table differs from template.yaml, print the differences and fail.",
      ""
    },
    sortOptions = false)
public final class ImportTemplate implements Callable<Integer> {

  /** The logical id in template.yaml: later templates of the stack must use the same. */
  static final String LOGICAL_ID = "MessagesTable";

  private static final Set<String> SET_BY_DEPLOYMENT =
      Set.of("PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled");

  @Mixin private TableOptions options = new TableOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, Object> properties = options.definition();
    TableDefinition definition = TableDefinition.of(properties);
    options.with(
        spec.commandLine().getErr(),
        table -> {
          requireNoDifference(table, definition);
          return table;
        });
    Map<String, Object> imported = new TreeMap<>(properties);
    imported.keySet().removeAll(SET_BY_DEPLOYMENT);
    spec.commandLine().getOut().println(Json.pretty(Json.bytes(template(imported))));
    return ExitCode.OK;
  }

  private static void requireNoDifference(TableTarget table, TableDefinition definition) {
    DescribeTableResponse existing =
        table.dynamoDb().client().describeTable(request -> request.tableName(table.name()));
    List<String> differences =
        TableDifferences.between(definition, existing.table(), SchemaLoad.timeToLive(table));
    if (!differences.isEmpty()) {
      throw new CommandFailedException(
          "Table %s differs from template.yaml, change it before the import: %s"
              .formatted(table.name(), String.join("; ", differences)));
    }
  }

  /** An import requires a deletion policy. */
  private static Map<String, Object> template(Map<String, Object> properties) {
    return Map.of(
        "Resources",
        Map.of(
            LOGICAL_ID,
            Map.of(
                "Type", "AWS::DynamoDB::Table",
                "DeletionPolicy", "Retain",
                "UpdateReplacePolicy", "Retain",
                "Properties", properties)));
  }
}
