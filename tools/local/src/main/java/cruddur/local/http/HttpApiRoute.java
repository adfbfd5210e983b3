package cruddur.local.http;

import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.RouteDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A route of the template, and the function behind it. */
record HttpApiRoute(RouteDefinition definition, Invocable function) {

  /**
   * The path's variables when a path is of this route. A variable is one segment, and never an
   * empty one.
   */
  Optional<Map<String, String>> match(String path) {
    String[] expected = definition.path().split("/", -1);
    String[] given = path.split("/", -1);
    if (expected.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < expected.length; i++) {
      boolean isVariable = expected[i].startsWith("{");
      if (isVariable ? given[i].isEmpty() : !expected[i].equals(given[i])) {
        return Optional.empty();
      }
      if (isVariable) {
        variables.put(expected[i].substring(1, expected[i].length() - 1), given[i]);
      }
    }
    return Optional.of(variables);
  }

  /**
   * How many variables the path has: of two routes that match, API Gateway takes the one with
   * fewer.
   */
  int variables() {
    return (int) definition.path().chars().filter(c -> c == '{').count();
  }
}
