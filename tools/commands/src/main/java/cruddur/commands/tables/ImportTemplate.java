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
 * Prints the template by which CloudFormation takes a standing table into a new stack.
 *
 * <p>An import takes the template's word for how the table is: what differs then would never be
 * mended. So the table is compared first, and what is a matter of switching on is left out, for the
 * deployment that follows to bring.
 */
@Command(
    name = "import-template",
    description = {
      "Prints the table alone as a CloudFormation template, to import a standing one into a stack with.",
      "Where it is not as template.yaml defines it, it says what differs, and prints nothing.",
      ""
    },
    sortOptions = false)
public final class ImportTemplate implements Callable<Integer> {

  /** As template.yaml names it: the stack's later templates have to know the table by it. */
  static final String LOGICAL_ID = "MessagesTable";

  private static final Set<String> LEFT_TO_THE_DEPLOYMENT =
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
          requireSame(table, definition);
          return table;
        });
    Map<String, Object> imported = new TreeMap<>(properties);
    imported.keySet().removeAll(LEFT_TO_THE_DEPLOYMENT);
    spec.commandLine().getOut().println(Json.pretty(Json.bytes(template(imported))));
    return ExitCode.OK;
  }

  private static void requireSame(TableTarget table, TableDefinition definition) {
    DescribeTableResponse standing =
        table.dynamoDb().client().describeTable(request -> request.tableName(table.name()));
    List<String> differences =
        TableDifferences.between(definition, standing.table(), SchemaLoad.timeToLive(table));
    if (!differences.isEmpty()) {
      throw new CommandFailedException(
          "The table %s differs from template.yaml, make it the same first: %s"
              .formatted(table.name(), String.join("; ", differences)));
    }
  }

  /** An import asks for a deletion policy. */
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
