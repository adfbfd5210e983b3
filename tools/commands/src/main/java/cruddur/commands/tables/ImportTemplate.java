package cruddur.commands.tables;

import cruddur.commands.pools.UserPoolImport;
import cruddur.commands.pools.UserPoolTarget;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.targets.TableTarget;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.table.TableDefinition;
import cruddur.toolkit.template.Template;
import cruddur.toolkit.template.UserPoolDefinition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Prints the template with which CloudFormation imports an existing table, and perhaps an existing
 * user pool, into a new stack.
 *
 * <p>An import does not compare a resource with the template, and later deployments do not correct
 * a difference. Therefore this command compares first, and omits the settings that the following
 * deployment can switch on.
 */
@Command(
    name = "import-template",
    description = {
      "Print a CloudFormation template of the table alone, or of table and user pool, to import them into a stack.",
      "If one of them differs from template.yaml, print the differences and fail.",
      ""
    },
    sortOptions = false)
public final class ImportTemplate implements Callable<Integer> {

  /** The logical ids in template.yaml: later templates of the stack must use the same. */
  static final String TABLE = "MessagesTable";

  static final String USER_POOL = "UserPool";

  private static final Set<String> SET_BY_DEPLOYMENT =
      Set.of("PointInTimeRecoverySpecification", "SSESpecification");

  private static final String PROTECTION = "DeletionProtectionEnabled";

  @Mixin private TableOptions options = new TableOptions();

  @Option(
      names = "--user-pool",
      paramLabel = "ID",
      description = "Also import this Cognito user pool, which is always in AWS.")
  private Optional<String> userPool = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Template template = options.template();
    List<String> protectedResources = new ArrayList<>();
    Map<String, Object> resources = new TreeMap<>();
    Map<String, Object> table = options.with(err, existing -> properties(existing, template));
    if (table.get(PROTECTION).equals(true)) {
      protectedResources.add("table " + table.get("TableName"));
    }
    resources.put(TABLE, resource("AWS::DynamoDB::Table", table));
    userPool.ifPresent(id -> {
      UserPoolImport pool = read(id, template.userPool());
      if (pool.isProtected()) {
        protectedResources.add("user pool " + id);
      }
      resources.put(USER_POOL, resource("AWS::Cognito::UserPool", pool.properties()));
    });
    spec.commandLine().getOut().println(Json.pretty(Json.bytes(Map.of("Resources", resources))));
    if (!protectedResources.isEmpty()) {
      err.printf(
          "Protected from deletion: %s. Deploy with DeletionProtection=true, otherwise the deployment removes the protection.%n",
          String.join(", ", protectedResources));
    }
    return ExitCode.OK;
  }

  private Map<String, Object> properties(TableTarget table, Template template) {
    TableDescription existing =
        table.dynamoDb().client().describeTable(request -> request.tableName(table.name())).table();
    requireNoDifference(table, TableDefinition.of(template.table()), existing);
    Map<String, Object> properties = new TreeMap<>(template.table());
    properties.keySet().removeAll(SET_BY_DEPLOYMENT);
    properties.put(PROTECTION, Boolean.TRUE.equals(existing.deletionProtectionEnabled()));
    return properties;
  }

  private static void requireNoDifference(
      TableTarget table, TableDefinition definition, TableDescription existing) {
    List<String> differences =
        TableDifferences.between(definition, existing, SchemaLoad.timeToLive(table));
    if (!differences.isEmpty()) {
      throw new CommandFailedException(
          "Table %s differs from template.yaml, change it before the import: %s"
              .formatted(table.name(), String.join("; ", differences)));
    }
  }

  private UserPoolImport read(String id, UserPoolDefinition definition) {
    try (UserPoolTarget target = UserPoolTarget.open(id, options.aws().account())) {
      return UserPoolImport.of(target, definition);
    }
  }

  /** An import requires a deletion policy. */
  private static Map<String, Object> resource(String type, Map<String, Object> properties) {
    return Map.of(
        "Type",
        type,
        "DeletionPolicy",
        "Retain",
        "UpdateReplacePolicy",
        "Retain",
        "Properties",
        properties);
  }
}
