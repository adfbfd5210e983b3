package cruddur.commands.tables;

import cruddur.commands.pools.UserPoolImport;
import cruddur.commands.pools.UserPoolTarget;
import cruddur.commands.targets.TableOptions;
import cruddur.commands.terminal.ExitCode;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.Template;
import cruddur.toolkit.template.UserPoolDefinition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the template with which CloudFormation imports an existing table, and perhaps an existing
 * user pool, into a new stack.
 *
 * <p>An import does not compare a resource with the template, and later deployments do not correct
 * a difference. Therefore this command compares first. Of the settings that the following
 * deployment can change, it prints those that the resource has: DynamoDB refuses some changes to
 * the same.
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

  @Mixin private TableOptions options = new TableOptions();

  @Option(
      names = "--user-pool",
      paramLabel = "ID",
      description = "Also import this Cognito user pool, which is always in AWS.")
  private Optional<String> userPool = Optional.empty();

  @Option(
      names = "--kms-key",
      paramLabel = "ARN",
      description =
          "The key of yours that encrypts the table, if the deployment will name it as KmsKeyArn.")
  private Optional<String> kmsKey = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Template template = options.template();
    List<String> protectedResources = new ArrayList<>();
    Map<String, Object> resources = new TreeMap<>();
    TableImport table =
        options.with(err, existing -> TableImport.of(existing, template.table(), kmsKey));
    if (table.isProtected()) {
      protectedResources.add("table " + table.properties().get("TableName"));
    }
    resources.put(TABLE, resource("AWS::DynamoDB::Table", table.properties()));
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
    if (kmsKey.isEmpty()) {
      table
          .key()
          .ifPresent(key ->
              err.printf(
                  "Encrypted with %s. If this is a key of yours, not of AWS, repeat the command with --kms-key, and deploy with KmsKeyArn.%n",
                  key));
    }
    return ExitCode.OK;
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
