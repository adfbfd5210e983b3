package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.PostController;

/**
 * Pattern D: {@code POST /api/message_groups} with {@code {handle, message}}; 200 with {@code
 * {message_group_uuid}}, the one conversation of the two users.
 */
public final class CreateMessageGroup extends ApiHandler {

  private final PostController posts;

  public CreateMessageGroup() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public CreateMessageGroup(Wiring wiring) {
    super(wiring);
    this.posts = wiring.posts();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    return posts.createMessageGroup(event);
  }
}
