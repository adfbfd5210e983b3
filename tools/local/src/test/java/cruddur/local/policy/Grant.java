package cruddur.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The least that a function can be granted: one action, on the table or an index, for one family of
 * keys.
 *
 * @param family {@code SUB#*} for example, {@code *} where the statement says nothing of keys
 */
record Grant(String function, String action, String resource, String family) {

  /** Those to the code of the template's functions: the table and its indexes. */
  static List<Grant> of(Template template) {
    List<Grant> grants = new ArrayList<>();
    template
        .roles()
        .forEach((function, role) -> {
          for (JsonNode statement : Json.node(role.policy()).required("Statement")) {
            String resource = statement.required("Resource").asText();
            boolean isOfTheCode =
                resource.equals(template.tableArn())
                    || resource.startsWith(template.tableArn() + "/index/");
            if (isOfTheCode) {
              JsonNode families =
                  statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
              for (String action : texts(statement.required("Action"))) {
                for (String family : families.isMissingNode() ? List.of("*") : texts(families)) {
                  grants.add(new Grant(function, action, resource, family));
                }
              }
            }
          }
        });
    return grants;
  }

  @Override
  public String toString() {
    return function + " " + action + " " + family + " on " + resource;
  }

  /** A policy of these grants and no other. */
  static Policy policyOf(Stream<Grant> grants) {
    return Policy.of(Map.of("Statement", grants.map(Grant::statement).toList()));
  }

  private Map<String, Object> statement() {
    return Map.of(
        "Effect",
        "Allow",
        "Action",
        action,
        "Resource",
        resource,
        "Condition",
        Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", family)));
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::textValue).toList()
        : List.of(oneOrMore.textValue());
  }
}
