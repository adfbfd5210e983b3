package cruddur.local.policy;

import cruddur.toolkit.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An identity-based policy, evaluated as IAM does: a matching Deny wins, a matching Allow allows,
 * and everything else is denied. See "Policy evaluation logic" in the IAM User Guide.
 */
public record Policy(List<Statement> statements) {

  /** The result of an evaluation. */
  public enum Decision {
    ALLOWED,
    EXPLICITLY_DENIED,
    IMPLICITLY_DENIED
  }

  /**
   * Reads a policy document.
   *
   * @throws IllegalArgumentException if an element is not supported; the message names it
   */
  public static Policy of(Map<String, Object> document) {
    return new Policy(
        StreamSupport.stream(Json.node(document).required("Statement").spliterator(), false)
            .map(Statement::of)
            .toList());
  }

  public Decision decide(Access access) {
    List<Statement> matching = statements.stream().filter(s -> s.matches(access)).toList();
    if (matching.isEmpty()) {
      return Decision.IMPLICITLY_DENIED;
    }
    return matching.stream().allMatch(Statement::allows)
        ? Decision.ALLOWED
        : Decision.EXPLICITLY_DENIED;
  }
}
