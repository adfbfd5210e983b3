package cruddur.toolkit.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code AWS::IAM::Role} of a function, with its policies. */
final class RoleReader {
  private static final String MANAGED_POLICIES = "ManagedPolicyArns";
  private static final String VERSION = "2012-10-17";

  private final Map<String, TemplateResource> resources;
  private final LocalReferences references;

  RoleReader(Map<String, TemplateResource> resources, LocalReferences references) {
    this.resources = resources;
    this.references = references;
  }

  RoleDefinition read(TemplateResource function) {
    TemplateSection properties = function.properties();
    String arn = properties.requiredText("Role");
    TemplateResource role =
        named(arn, Template.ROLE)
            .orElseThrow(() -> properties.failure("Role", "the template has no role " + arn));
    return new RoleDefinition(
        references.arn("lambda", "function:" + function.logicalId()),
        references.globalArn(
            "sts", "assumed-role/" + role.logicalId() + "/" + function.logicalId()),
        policy(role.properties()));
  }

  private Map<String, Object> policy(TemplateSection role) {
    role.only(Set.of(MANAGED_POLICIES, "Policies"), Set.of("AssumeRolePolicyDocument"));
    List<TemplateSection> inline = role.sections("Policies");
    if (inline.size() != 1) {
      throw role.failure("Policies", "a role must have exactly one inline policy");
    }
    List<Object> statements = new ArrayList<>();
    statements.addAll(statements(inline.getFirst().only(Set.of("PolicyName", "PolicyDocument"))));
    if (role.keys().contains(MANAGED_POLICIES)) {
      role.texts(MANAGED_POLICIES).forEach(arn -> statements.addAll(managed(arn, role)));
    }
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", VERSION);
    policy.put("Statement", statements);
    return policy;
  }

  private List<Map<String, Object>> managed(String arn, TemplateSection role) {
    TemplateResource policy =
        named(arn, Template.MANAGED_POLICY)
            .orElseThrow(
                () -> role.failure(MANAGED_POLICIES, "the template has no managed policy " + arn));
    return statements(policy.properties().only(Set.of("PolicyDocument"), Set.of("Description")));
  }

  private static List<Map<String, Object>> statements(TemplateSection policy) {
    TemplateSection document = policy.required("PolicyDocument");
    if (!document.only(Set.of("Version", "Statement")).requiredText("Version").equals(VERSION)) {
      throw document.failure("Version", "a policy must have the version " + VERSION);
    }
    return document.sections("Statement").stream().map(TemplateSection::plain).toList();
  }

  private Optional<TemplateResource> named(String arn, String type) {
    return Optional.ofNullable(resources.get(arn.substring(arn.lastIndexOf('/') + 1)))
        .filter(resource -> resource.type().equals(type));
  }
}
