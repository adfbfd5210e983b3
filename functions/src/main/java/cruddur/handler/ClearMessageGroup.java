package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ReadStateController;

/**
 * Pattern H: {@code DELETE /api/message_groups/{message_group_uuid}} with the query parameter
 * {@code up_to}; 200 with {@code {message_group_uuid, up_to}}, and messages up to that time are
 * never listed for the caller again. Other members keep theirs. For the group's members only.
 */
public final class ClearMessageGroup extends ApiHandler {

  private final ReadStateController readStates;

  public ClearMessageGroup() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public ClearMessageGroup(Wiring wiring) {
    super(wiring);
    this.readStates = wiring.readStates();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    return readStates.clear(event);
  }
}
