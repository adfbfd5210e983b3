package cruddur.commands.pools;

import cruddur.commands.targets.AwsErrors;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.template.UserPoolDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * An existing user pool, as a stack imports it.
 *
 * @param properties those that Cognito never changes, as template.yaml defines them, and the
 *     deletion protection that the pool has; the following deployment sets all others
 */
public record UserPoolImport(Map<String, Object> properties, boolean isProtected) {

  private static final Set<String> NEVER_CHANGED =
      Set.of("UsernameAttributes", "UsernameConfiguration", "Schema");

  /**
   * Reads the pool.
   *
   * @throws CommandFailedException if it does not exist, or differs from template.yaml in what
   *     Cognito never changes
   */
  public static UserPoolImport of(UserPoolTarget target, UserPoolDefinition definition) {
    UserPoolType pool = describe(target);
    List<String> differences = UserPoolDifferences.between(definition, pool);
    if (!differences.isEmpty()) {
      throw new CommandFailedException(
          "User pool %s differs from template.yaml in what Cognito never changes, use it with the parameter ExistingUserPool instead: %s"
              .formatted(target.id(), String.join("; ", differences)));
    }
    boolean isProtected = pool.deletionProtection() == DeletionProtectionType.ACTIVE;
    Map<String, Object> properties = new TreeMap<>(definition.properties());
    properties.keySet().retainAll(NEVER_CHANGED);
    properties.put("DeletionProtection", isProtected ? "ACTIVE" : "INACTIVE");
    return new UserPoolImport(properties, isProtected);
  }

  private static UserPoolType describe(UserPoolTarget target) {
    try {
      return target
          .client()
          .describeUserPool(request -> request.userPoolId(target.id()))
          .userPool();
    } catch (ResourceNotFoundException e) {
      throw new CommandFailedException(
          "User pool %s does not exist in %s: name another with --user-pool"
              .formatted(target.id(), target.service()),
          e);
    } catch (SdkException e) {
      throw AwsErrors.explained(e, target.service());
    }
  }
}
