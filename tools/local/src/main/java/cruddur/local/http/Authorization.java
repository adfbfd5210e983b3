package cruddur.local.http;

import java.util.Map;

/** What the authorizer says to a request. */
sealed interface Authorization {

  /** The token is good. */
  record Granted(Map<String, Object> claims) implements Authorization {}

  /** There is no token. */
  record Missing() implements Authorization {}

  /** The token is no good. */
  record Invalid(String description) implements Authorization {}

  /** The token is good and has none of the scopes. */
  record OutOfScope() implements Authorization {}
}
