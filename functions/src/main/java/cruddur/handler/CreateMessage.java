package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.PostController;

/**
 * Pattern C: {@code POST /api/messages} with {@code {message_group_uuid, message}}.
 *
 * <p>200 with the message; 400 if the body is not a JSON object; 404 if the group does not exist or
 * the caller is not a member; 413; 422 with all errors; 429. With {@code handle} instead of a
 * group, as the web client of Cruddur's Flask app sends it, it responds like {@link
 * CreateMessageGroup}.
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
