package cruddur.toolkit.template;

/**
 * A route of the HTTP API.
 *
 * @param method in upper case
 * @param path with its variables in braces, {@code /api/messages/{message_group_uuid}} for example
 * @param needsToken whether the API's authorizer stands before it
 */
public record RouteDefinition(String method, String path, boolean needsToken) {

  /** As API Gateway names it: {@code GET /api/message_groups}. */
  public String key() {
    return method + " " + path;
  }
}
