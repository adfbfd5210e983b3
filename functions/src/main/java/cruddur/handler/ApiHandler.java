package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.Responses;
import cruddur.handler.log.JsonLog;
import cruddur.handler.snapstart.Priming;

/** A function behind a route of the API. */
public abstract class ApiHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  /** The route key of the scheduled event that keeps a function invocable; see the template. */
  private static final String KEEP_ALIVE = "KEEP-ALIVE";

  private final ApiRequestRunner requests;
  private final JsonLog log;

  ApiHandler(Wiring wiring) {
    this.requests = wiring.requests();
    this.log = wiring.log();
  }

  @Override
  public final APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, Context context) {
    return requests.run(
        event,
        context,
        () -> KEEP_ALIVE.equals(event.getRouteKey()) ? Responses.noContent() : respond(event));
  }

  /** Responds to a request, or throws a RequestRefusedException. */
  abstract APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event);

  final void primeBeforeSnapshot() {
    Priming.beforeSnapshotOf(
        this, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, log);
  }
}
