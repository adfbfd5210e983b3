package cruddur.bench.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.json.Json;
import java.util.Map;

/** Events of API Gateway (payload format 2.0), as JSON, for the routes of the template. */
public final class ApiEvents {

  private ApiEvents() {}

  /**
   * The newest messages of a group.
   *
   * @param limit the size of the page
   */
  public static byte[] listMessages(UserProfile caller, String groupUuid, int limit) {
    ObjectNode event = event("GET", "/api/messages/{message_group_uuid}", caller);
    event.set("pathParameters", Json.node(Map.of("message_group_uuid", groupUuid)));
    return Json.bytes(withLimit(event, limit));
  }

  /**
   * The newest conversations of a user.
   *
   * @param limit the size of the page
   */
  public static byte[] listMessageGroups(UserProfile caller, int limit) {
    return Json.bytes(withLimit(event("GET", "/api/message_groups", caller), limit));
  }

  public static byte[] createMessage(UserProfile caller, String groupUuid, String text) {
    ObjectNode event = event("POST", "/api/messages", caller);
    return Json.bytes(withBody(event, Map.of("message_group_uuid", groupUuid, "message", text)));
  }

  /** A post with an idempotency key. */
  public static byte[] createMessage(
      UserProfile caller, String groupUuid, String text, String key) {
    ObjectNode event = event("POST", "/api/messages", caller);
    withBody(event, Map.of("message_group_uuid", groupUuid, "message", text));
    event.withObject("/headers").put("idempotency-key", key);
    return Json.bytes(event);
  }

  public static byte[] createMessageGroup(UserProfile caller, String handle, String text) {
    ObjectNode event = event("POST", "/api/message_groups", caller);
    return Json.bytes(withBody(event, Map.of("handle", handle, "message", text)));
  }

  /**
   * A lookup.
   *
   * @param client the caller's IP address
   */
  public static byte[] showUser(String handle, String client) {
    ObjectNode event = Json.object();
    request(event, "GET", "/api/users/{handle}/short", client);
    event.set("pathParameters", Json.node(Map.of("handle", "@" + handle)));
    return Json.bytes(event);
  }

  /** A mark of a group as read. */
  public static byte[] markRead(UserProfile caller, String groupUuid, Timestamp upTo) {
    return Json.bytes(
        withBody(change("PUT", "/read_marker", caller, groupUuid), Map.of("up_to", upTo.text())));
  }

  public static byte[] hide(UserProfile caller, String groupUuid, Timestamp upTo) {
    return Json.bytes(
        withBody(change("PUT", "/hidden", caller, groupUuid), Map.of("up_to", upTo.text())));
  }

  public static byte[] clear(UserProfile caller, String groupUuid, Timestamp upTo) {
    ObjectNode event = change("DELETE", "", caller, groupUuid);
    event.set("queryStringParameters", Json.node(Map.of("up_to", upTo.text())));
    return Json.bytes(event);
  }

  private static ObjectNode change(
      String method, String what, UserProfile caller, String groupUuid) {
    ObjectNode event = event(method, "/api/message_groups/{message_group_uuid}" + what, caller);
    event.set("pathParameters", Json.node(Map.of("message_group_uuid", groupUuid)));
    return event;
  }

  private static ObjectNode event(String method, String path, UserProfile caller) {
    ObjectNode event = Json.object();
    request(event, method, path, "203.0.113.7");
    event
        .withObject("/requestContext/authorizer/jwt")
        .set("claims", Json.node(Map.of("sub", caller.uuid(), "token_use", "access")));
    return event;
  }

  private static void request(ObjectNode event, String method, String path, String client) {
    event.put("version", "2.0").put("routeKey", method + " " + path).put("rawPath", path);
    event.putObject("headers").put("content-type", "application/json");
    event
        .withObject("/requestContext/http")
        .put("method", method)
        .put("path", path)
        .put("sourceIp", client);
    event.put("isBase64Encoded", false);
  }

  private static ObjectNode withLimit(ObjectNode event, int limit) {
    event.set("queryStringParameters", Json.node(Map.of("limit", String.valueOf(limit))));
    return event;
  }

  private static ObjectNode withBody(ObjectNode event, Map<String, String> body) {
    return event.put("body", Json.node(body).toString());
  }
}
