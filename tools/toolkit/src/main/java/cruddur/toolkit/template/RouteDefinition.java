package cruddur.toolkit.template;

/**
 * A route of the HTTP API.
 *
 * @param method in upper case
 * @param path with variables in braces, for example {@code /api/messages/{message_group_uuid}}
 * @param needsToken whether the API's authorizer checks requests to it
 */
public record RouteDefinition(String method, String path, boolean needsToken) {

  /** The route key of API Gateway, for example {@code GET /api/message_groups}. */
  public String key() {
    return method + " " + path;
  }
}
