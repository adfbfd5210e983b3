package cruddur.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A statement of a policy. It matches if an action, a resource and all conditions match.
 *
 * @param allows true for the effect Allow, false for Deny
 */
record Statement(
    boolean allows, List<Pattern> actions, List<Pattern> resources, List<Condition> conditions) {

  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  /**
   * Holds if the value of the key matches a pattern.
   *
   * @param holdsWithoutKey whether it holds for a request without the key
   */
  record Condition(String key, boolean holdsWithoutKey, List<Pattern> patterns) {

    boolean holds(Map<String, String> context) {
      String value = context.get(key);
      return value == null ? holdsWithoutKey : anyMatches(patterns, value);
    }
  }

  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException if an element is not supported; the message names it
   */
  static Statement of(JsonNode statement) {
    for (Map.Entry<String, JsonNode> element : statement.properties()) {
      if (!ELEMENTS.contains(element.getKey())) {
        throw unsupported(element.getKey());
      }
    }
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(condition(operator.getKey(), key.getKey(), patterns(key.getValue(), 0)));
      }
    }
    return new Statement(
        switch (statement.required("Effect").textValue()) {
          case "Allow" -> true;
          case "Deny" -> false;
          case String effect -> throw unsupported(effect);
        },
        patterns(statement.required("Action"), Pattern.CASE_INSENSITIVE),
        patterns(statement.required("Resource"), 0),
        conditions);
  }

  boolean matches(Access access) {
    return anyMatches(actions, access.action())
        && anyMatches(resources, access.resource())
        && conditions.stream().allMatch(condition -> condition.holds(access.context()));
  }

  private static Condition condition(String operator, String key, List<Pattern> patterns) {
    return switch (operator + " " + key) {
      case "ForAllValues:StringLike " + Access.LEADING_KEYS -> new Condition(key, true, patterns);
      case "ArnLike " + Access.SOURCE_FUNCTION -> new Condition(key, false, patterns);
      case String other -> throw unsupported("the condition " + other);
    };
  }

  /** Reads one string or a list of strings with the wildcards {@code *} and {@code ?}. */
  private static List<Pattern> patterns(JsonNode oneOrMore, int flags) {
    Stream<JsonNode> texts =
        oneOrMore.isArray()
            ? StreamSupport.stream(oneOrMore.spliterator(), false)
            : Stream.of(oneOrMore);
    return texts
        .map(text -> Pattern.compile(regex(text.textValue()), flags | Pattern.DOTALL))
        .toList();
  }

  private static String regex(String wildcards) {
    return wildcards
        .codePoints()
        .mapToObj(character ->
            switch (character) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(Character.toString(character));
            })
        .collect(Collectors.joining());
  }

  private static boolean anyMatches(List<Pattern> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(value).matches());
  }

  private static IllegalArgumentException unsupported(String element) {
    return new IllegalArgumentException(
        element + " in a policy is not supported by the local system");
  }
}
