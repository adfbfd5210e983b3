package cruddur.toolkit.template;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code AWS::IAM::Role} of a function. */
final class RoleReader {
  private RoleReader() {}

  static RoleDefinition read(
      TemplateResource function,
      Map<String, TemplateResource> resources,
      LocalReferences references) {
    String arn = function.properties().requiredText("Role");
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    TemplateResource role = resources.get(name);
    if (role == null || !role.type().equals(Template.ROLE)) {
      throw function.properties().failure("Role", "the template has no role " + arn);
    }
    List<TemplateSection> policies =
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
