package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.readstate.ReadStateWriter;

/** Handles the routes that change a caller's read state of a group. */
public final class ReadStateController {

  private static final String MESSAGE_GROUP_UUID = "message_group_uuid";
  private static final String UP_TO = "up_to";

  private final CallerResolver callers;
  private final ReadStateWriter states;

  public ReadStateController(CallerResolver callers, ReadStateWriter states) {
    this.callers = callers;
    this.states = states;
  }

  /**
   * Moves a marker to {@code up_to} of the body.
   *
   * @throws RequestRefusedException for a body that is too large or not a JSON object; then for a
   *     caller without an access token or a profile; then like {@link ReadStateWriter#advance}
   */
  public APIGatewayV2HTTPResponse put(APIGatewayV2HTTPEvent event, Marker marker) {
    RequestBody body = RequestBody.of(event);
    return advance(event, marker, body.text(UP_TO));
  }

  /**
   * Moves the marker of cleared messages to the query parameter {@code up_to}.
   *
   * @throws RequestRefusedException for a caller without an access token or a profile; then like
   *     {@link ReadStateWriter#advance}
   */
  public APIGatewayV2HTTPResponse clear(APIGatewayV2HTTPEvent event) {
    return advance(event, Marker.CLEARED, upToParameter(event));
  }

  /**
   * Brings a group back that is hidden up to the query parameter {@code up_to} or less.
   *
   * @throws RequestRefusedException like {@link #clear}
   */
  public APIGatewayV2HTTPResponse show(APIGatewayV2HTTPEvent event) {
    UserProfile caller = callers.resolve(event);
    String groupUuid = groupUuid(event);
    states.show(caller, groupUuid, upToParameter(event));
    return Responses.ok(ResponseJson.group(groupUuid));
  }

  private APIGatewayV2HTTPResponse advance(
      APIGatewayV2HTTPEvent event, Marker marker, TextInput upTo) {
    UserProfile caller = callers.resolve(event);
    String groupUuid = groupUuid(event);
    Timestamp stored = states.advance(caller, groupUuid, marker, upTo);
    return Responses.ok(ResponseJson.marker(groupUuid, stored));
  }

  private static String groupUuid(APIGatewayV2HTTPEvent event) {
    return PathParameters.of(event, MESSAGE_GROUP_UUID);
  }

  private static TextInput upToParameter(APIGatewayV2HTTPEvent event) {
    return TextInput.of(QueryParameters.of(event, UP_TO).orElse(null));
  }
}
