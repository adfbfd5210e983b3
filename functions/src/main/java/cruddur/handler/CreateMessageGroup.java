package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.PostController;
import cruddur.handler.snapstart.Priming;

/**
 * Pattern D: {@code POST /api/message_groups} with {@code {handle, message}}: the conversation with
 * the owner of that handle.
 *
 * <p>200 with {@code {message_group_uuid}}, of the pair's one conversation, started or gone on
 * with; 400 for a body that is no JSON object; 413; 422 with all that is wrong.
 */
public final class CreateMessageGroup
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final ApiRequestRunner requests;
  private final PostController posts;

  public CreateMessageGroup() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
  }

  public CreateMessageGroup(Wiring wiring) {
    this.requests = wiring.requests();
    this.posts = wiring.posts();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return requests.respond(event, context, () -> posts.start(event));
  }
}
