package cruddur.local.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;

/**
 * An error of AppSync.
 *
 * @param status of a response by HTTP; frames have none
 * @param type {@code errorType} in frames and responses
 */
record EventApiError(int status, String type, String message) {

  static EventApiError unauthorized() {
    return new EventApiError(
        401, "UnauthorizedException", "You are not authorized to make this call.");
  }

  static EventApiError tokenExpired() {
    return new EventApiError(401, "UnauthorizedException", "Token has expired.");
  }

  static EventApiError badRequest(String message) {
    return new EventApiError(400, "BadRequestException", message);
  }

  static EventApiError accessDenied(String message) {
    return new EventApiError(403, "AccessDeniedException", message);
  }

  static EventApiError unknownAccessKey() {
    return new EventApiError(
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  static EventApiError invalidSignature() {
    return new EventApiError(
        403,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.");
  }

  /** The error type that AppSync has for a response that it does not expect. */
  static EventApiError handlerFailed(String message) {
    return new EventApiError(403, "HandlerExecutionError", message);
  }

  static EventApiError unsupportedOperation(String message) {
    return new EventApiError(400, "UnsupportedOperation", message);
  }

  static EventApiError duplicateSubscription() {
    return new EventApiError(400, "DuplicatedOperationError", "A subscription already has this id");
  }

  static EventApiError unknownSubscription() {
    return new EventApiError(400, "UnknownOperationError", "No subscription has this id");
  }

  static EventApiError tooManySubscriptions(int max) {
    return new EventApiError(
        400, "MaxSubscriptionsReachedError", "A connection may have " + max + " subscriptions");
  }

  /** {@code [{"errorType", "message"}]}, the value of {@code errors}. */
  ArrayNode list() {
    ArrayNode list = Json.object().putArray("errors");
    list.addObject().put("errorType", type).put("message", message);
    return list;
  }

  /** A frame with this error. */
  String frame(String frameType) {
    ObjectNode frame = Json.object().put("type", frameType);
    frame.set("errors", list());
    return frame.toString();
  }

  /** The response to the request with this id. */
  String frame(String frameType, String id) {
    ObjectNode frame = Json.object().put("type", frameType).put("id", id);
    frame.set("errors", list());
    return frame.toString();
  }
}
