package cruddur.local.http;

import java.util.Map;

/** The authorizer's decision on a request. */
sealed interface Authorization {

  /** The token is valid. */
  record Granted(Map<String, Object> claims) implements Authorization {}

  /** The request has no token. */
  record Missing() implements Authorization {}

  /** The token is not valid. */
  record Invalid(String description) implements Authorization {}

  /** The token is valid, but has none of the required scopes. */
  record OutOfScope() implements Authorization {}
}
