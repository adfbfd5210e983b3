package cruddur.commands.verification.api;

/** A route of the API, and its function in {@code template.yaml}. */
public enum ApiRoute {
  LIST_MESSAGES("GET", "/api/messages/%s", "ListMessages"),
  LIST_MESSAGE_GROUPS("GET", "/api/message_groups", "ListMessageGroups"),
  CREATE_MESSAGE("POST", "/api/messages", "CreateMessage"),
  CREATE_MESSAGE_GROUP("POST", "/api/message_groups", "CreateMessageGroup"),
  SHOW_ME("GET", "/api/me", "ShowMe"),
  SHOW_USER_SHORT("GET", "/api/users/@%s/short", "ShowUserShort"),
  MARK_MESSAGE_GROUP_READ("PUT", "/api/message_groups/%s/read_marker", "MarkMessageGroupRead"),
  HIDE_MESSAGE_GROUP("PUT", "/api/message_groups/%s/hidden", "HideMessageGroup"),
  SHOW_MESSAGE_GROUP("DELETE", "/api/message_groups/%s/hidden", "HideMessageGroup"),
  CLEAR_MESSAGE_GROUP("DELETE", "/api/message_groups/%s", "ClearMessageGroup");

  private final String method;
  private final String path;
  private final String function;

  ApiRoute(String method, String path, String function) {
    this.method = method;
    this.path = path;
    this.function = function;
  }

  public String method() {
    return method;
  }

  /** The path, with its variable if it has one. */
  public String path(Object... variable) {
    return path.formatted(variable);
  }

  /** The function's name in {@code template.yaml}. */
  public String function() {
    return function;
  }
}
