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
 * The smallest grant to a function: one action on the table or an index, for keys with one prefix.
 *
 * @param keys the pattern of the keys, for example {@code SUB#*}; {@code *} if the statement has no
 *     condition on keys
 */
record Grant(String function, String action, String resource, String keys) {

  /** The grants to the functions' code, on the table and its indexes. */
  static List<Grant> of(Template template) {
    List<Grant> grants = new ArrayList<>();
    template
        .roles()
        .forEach((function, role) -> {
          for (JsonNode statement : Json.node(role.policy()).required("Statement")) {
            String resource = statement.required("Resource").asText();
            boolean isOfTheTable =
                resource.equals(template.tableArn())
                    || resource.startsWith(template.tableArn() + "/index/");
            if (isOfTheTable) {
              JsonNode keyPatterns =
                  statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
              for (String action : texts(statement.required("Action"))) {
                for (String keys :
                    keyPatterns.isMissingNode() ? List.of("*") : texts(keyPatterns)) {
                  grants.add(new Grant(function, action, resource, keys));
                }
              }
            }
          }
        });
    return grants;
  }

  @Override
  public String toString() {
    return function + " " + action + " " + keys + " on " + resource;
  }

  /** A policy with exactly these grants. */
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
        Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", keys)));
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false).map(JsonNode::textValue).toList()
        : List.of(oneOrMore.textValue());
  }
}
