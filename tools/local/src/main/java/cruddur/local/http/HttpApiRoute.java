package cruddur.local.http;

import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.RouteDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A route of the template, and its function. */
record HttpApiRoute(RouteDefinition definition, Invocable function) {

  /**
   * Returns the path's variables; empty if the path does not match. A variable matches one segment
   * that is not empty.
   */
  Optional<Map<String, String>> match(String path) {
    String[] expected = definition.path().split("/", -1);
    String[] actual = path.split("/", -1);
    if (expected.length != actual.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < expected.length; i++) {
      boolean isVariable = expected[i].startsWith("{");
      if (isVariable ? actual[i].isEmpty() : !expected[i].equals(actual[i])) {
        return Optional.empty();
      }
      if (isVariable) {
        variables.put(expected[i].substring(1, expected[i].length() - 1), actual[i]);
      }
    }
    return Optional.of(variables);
  }

  /**
   * The number of variables in the path. If two routes match, API Gateway selects the one with
   * fewer.
   */
  int variables() {
    return (int) definition.path().chars().filter(c -> c == '{').count();
  }
}
