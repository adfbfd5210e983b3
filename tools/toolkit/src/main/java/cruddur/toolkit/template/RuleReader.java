package cruddur.toolkit.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks the parameters by the template's rules, as CloudFormation does before a deployment. */
final class RuleReader {
  private static final String CONDITION = "RuleCondition";

  private final Intrinsics intrinsics;

  RuleReader(Intrinsics intrinsics) {
    this.intrinsics = intrinsics;
  }

  /** Throws a TemplateException with the description of the first assertion that fails. */
  void check(TemplateSection rules) {
    for (String name : rules.keys()) {
      TemplateSection rule = rules.required(name).only(Set.of(CONDITION, "Assertions"));
      if (!rule.keys().contains(CONDITION) || isTrue(rule, CONDITION)) {
        check(name, rule.sections("Assertions"));
      }
    }
  }

  private void check(String rule, List<TemplateSection> assertions) {
    for (TemplateSection assertion : assertions) {
      assertion.only(Set.of("Assert", "AssertDescription"));
      if (!isTrue(assertion, "Assert")) {
        throw assertion.failure(
            "Assert", "rule %s: %s".formatted(rule, assertion.requiredText("AssertDescription")));
      }
    }
  }

  private boolean isTrue(TemplateSection section, String key) {
    Map<String, Node> values = section.unresolved();
    if (!values.containsKey(key)) {
      throw section.failure(key, key + " is missing");
    }
    return intrinsics.holds(values.get(key));
  }
}
