package cruddur.local.policy;

import cruddur.toolkit.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An identity-based policy, evaluated as IAM does: what a statement denies is denied, what another
 * allows is allowed, and the rest is denied too. See "Policy evaluation logic" in IAM's user guide.
 */
public record Policy(List<Statement> statements) {

  /** How IAM decides. */
  public enum Decision {
    ALLOWED,
    EXPLICITLY_DENIED,
    IMPLICITLY_DENIED
  }

  /**
   * Reads a policy document.
   *
   * @throws IllegalArgumentException naming what this does not understand
   */
  public static Policy of(Map<String, Object> document) {
    return new Policy(
        StreamSupport.stream(Json.node(document).required("Statement").spliterator(), false)
            .map(Statement::of)
            .toList());
  }

  /** Decides about one access. */
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
