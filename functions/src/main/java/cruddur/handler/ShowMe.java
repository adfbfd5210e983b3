package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.ResponseJson;
import cruddur.handler.http.Responses;
import cruddur.handler.http.WebSocketEndpoint;
import java.util.Optional;

/**
 * {@code GET /api/me}: 200 with {@code {uuid, handle, display_name, live}}, where {@code live} is
 * {@code {url, host, channel}}, or null without live events.
 */
public final class ShowMe extends ApiHandler {

  private final CallerResolver callers;
  private final Optional<WebSocketEndpoint> live;

  public ShowMe() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public ShowMe(Wiring wiring) {
    super(wiring);
    this.callers = wiring.callers();
    this.live = wiring.liveEndpoint();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    return Responses.ok(ResponseJson.me(callers.resolve(event), live));
  }
}
