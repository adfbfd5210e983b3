package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.ConversationStarter;
import cruddur.messaging.posting.MessageSender;
import cruddur.messaging.posting.PostRequest;
import cruddur.messaging.posting.PostResult;

/** Handles the two routes that write messages. */
public final class PostController {

  private static final String MESSAGE_GROUP_UUID = "message_group_uuid";
  private static final String HANDLE = "handle";
  private static final String MESSAGE = "message";

  /** See draft-ietf-httpapi-idempotency-key-header. */
  private static final String IDEMPOTENCY_KEY = "idempotency-key";

  private final CallerResolver callers;
  private final MessageSender sender;
  private final ConversationStarter starter;
  private final SingleFlight<PostRequest, PostResult> repeatedPosts = new SingleFlight<>();

  public PostController(CallerResolver callers, MessageSender sender, ConversationStarter starter) {
    this.callers = callers;
    this.sender = sender;
    this.starter = starter;
  }

  /** Posts into the group in the body or, if it has only a handle, to the owner of the handle. */
  public APIGatewayV2HTTPResponse createMessage(APIGatewayV2HTTPEvent event) {
    RequestBody body = RequestBody.of(event);
    UserProfile caller = callers.resolve(event);
    boolean namesOnlyHandle = !body.has(MESSAGE_GROUP_UUID) && body.has(HANDLE);
    return respond(namesOnlyHandle ? toHandle(event, caller, body) : toGroup(event, caller, body));
  }

  public APIGatewayV2HTTPResponse createMessageGroup(APIGatewayV2HTTPEvent event) {
    RequestBody body = RequestBody.of(event);
    UserProfile caller = callers.resolve(event);
    return respond(toHandle(event, caller, body));
  }

  private APIGatewayV2HTTPResponse respond(PostRequest request) {
    PostResult result =
        request.key() instanceof TextInput.Absent
            ? post(request)
            : repeatedPosts.run(request, () -> post(request));
    Message message = result.message();
    return Responses.ok(
        switch (request) {
          case PostRequest.ToGroup _ -> ResponseJson.message(message);
          case PostRequest.ToHandle _ -> ResponseJson.group(message.groupUuid());
        });
  }

  private PostResult post(PostRequest request) {
    return switch (request) {
      case PostRequest.ToGroup toGroup -> sender.send(toGroup);
      case PostRequest.ToHandle toHandle -> starter.start(toHandle);
    };
  }

  private static PostRequest toGroup(
      APIGatewayV2HTTPEvent event, UserProfile caller, RequestBody body) {
    return new PostRequest.ToGroup(
        caller, body.text(MESSAGE_GROUP_UUID), body.text(MESSAGE), idempotencyKey(event));
  }

  private static PostRequest toHandle(
      APIGatewayV2HTTPEvent event, UserProfile caller, RequestBody body) {
    return new PostRequest.ToHandle(
        caller, body.text(HANDLE), body.text(MESSAGE), idempotencyKey(event));
  }

  private static TextInput idempotencyKey(APIGatewayV2HTTPEvent event) {
    return TextInput.of(Headers.of(event, IDEMPOTENCY_KEY).orElse(null));
  }
}
