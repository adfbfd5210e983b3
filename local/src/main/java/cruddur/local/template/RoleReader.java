package cruddur.local.template;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code AWS::IAM::Role} of a function. */
final class RoleReader {
  private RoleReader() {}

  static RoleDefinition read(
      Resource function, Map<String, Resource> resources, References references) {
    String arn = function.properties().requiredText("Role");
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    Resource role = resources.get(name);
    if (role == null || !role.type().equals(Template.ROLE)) {
      throw function.properties().failure("Role", "the template has no role " + arn);
    }
    List<Section> policies =
        role.properties()
            .only(Set.of("Policies"), Set.of("AssumeRolePolicyDocument"))
            .sections("Policies");
    if (policies.size() != 1) {
      throw role.properties()
          .failure("Policies", "a role has one policy, which says all it may do");
    }
    return new RoleDefinition(
        references.arn("lambda", "function:" + function.logicalId()),
        references.globalArn("sts", "assumed-role/" + name + "/" + function.logicalId()),
        policies
            .getFirst()
            .only(Set.of("PolicyName", "PolicyDocument"))
            .required("PolicyDocument")
            .plain());
  }
}
