package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.PostController;

/**
 * Pattern C: {@code POST /api/messages} with {@code {message_group_uuid, message}}; 200 with the
 * message. With {@code handle} instead of a group, as the web client of Cruddur's Flask app sends
 * it, it responds like {@link CreateMessageGroup}.
 */
public final class CreateMessage extends ApiHandler {

  private final PostController posts;

  public CreateMessage() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public CreateMessage(Wiring wiring) {
    super(wiring);
    this.posts = wiring.posts();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    return posts.createMessage(event);
  }
}
