package cruddur.local.live;

import cruddur.toolkit.json.Json;
import java.util.List;

/** An error of AppSync: {@code {"errorType": ..., "message": ...}}, always in a list. */
record LiveError(String errorType, String message) {

  static final LiveError UNAUTHORIZED =
      new LiveError("UnauthorizedException", "You are not authorized to make this call.");

  static LiveError badRequest(String message) {
    return new LiveError("BadRequestException", message);
  }

  /** The value of {@code errors} in a frame or a response. */
  List<LiveError> list() {
    return List.of(this);
  }

  /** A frame with this error. */
  String frame(String type) {
    return Json.object().put("type", type).set("errors", Json.node(list())).toString();
  }

  /** The response to the request with this id. */
  String frame(String type, String id) {
    return Json.object()
        .put("type", type)
        .put("id", id)
        .set("errors", Json.node(list()))
        .toString();
  }
}
