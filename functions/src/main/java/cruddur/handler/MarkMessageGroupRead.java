package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ReadStateController;
import cruddur.messaging.port.row.Marker;

/**
 * Pattern F: {@code PUT /api/message_groups/{message_group_uuid}/read_marker} with {@code {up_to}},
 * the time of the last message that was shown; 200 with {@code {message_group_uuid, up_to}}, the
 * marker that is stored afterwards. For the group's members only.
 */
public final class MarkMessageGroupRead extends ApiHandler {

  private final ReadStateController readStates;

  public MarkMessageGroupRead() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public MarkMessageGroupRead(Wiring wiring) {
    super(wiring);
    this.readStates = wiring.readStates();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    return readStates.put(event, Marker.READ);
  }
}
