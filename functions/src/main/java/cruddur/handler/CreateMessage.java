package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.PostController;
import cruddur.handler.snapstart.Priming;

/**
 * Pattern C: {@code POST /api/messages} with {@code {message_group_uuid, message}}, into a group of
 * the caller's.
 *
 * <p>200 with the message; 400 for a body that is no JSON object; 404 for a group that does not
 * exist or is not the caller's; 413; 422 with all that is wrong. With {@code handle} in place of
 * the group it starts one, as the source's web client does here, and answers as {@link
 * CreateMessageGroup}.
 */
public final class CreateMessage
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final ApiRequestRunner requests;
  private final PostController posts;

  public CreateMessage() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
  }

  public CreateMessage(Wiring wiring) {
    this.requests = wiring.requests();
    this.posts = wiring.posts();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return requests.respond(event, context, () -> posts.send(event));
  }
}
