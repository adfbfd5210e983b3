package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ReadStateController;
import cruddur.messaging.port.row.Marker;

/**
 * Pattern G: {@code PUT /api/message_groups/{message_group_uuid}/hidden} with {@code {up_to}}; 200
 * with {@code {message_group_uuid, up_to}}, and the group is not listed until a message after that
 * time arrives. {@code DELETE} with the query parameter {@code up_to} brings it back; 200 with
 * {@code {message_group_uuid}}. For the group's members only.
 */
public final class HideMessageGroup extends ApiHandler {

  /** The route that brings a group back; see the template. */
  private static final String SHOW = "DELETE /api/message_groups/{message_group_uuid}/hidden";

  private final ReadStateController readStates;

  public HideMessageGroup() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public HideMessageGroup(Wiring wiring) {
    super(wiring);
    this.readStates = wiring.readStates();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    return SHOW.equals(event.getRouteKey())
        ? readStates.show(event)
        : readStates.put(event, Marker.HIDDEN);
  }
}
