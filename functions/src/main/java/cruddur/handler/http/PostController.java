package cruddur.handler.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.messaging.Result;
import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.posting.ConversationStarter;
import cruddur.messaging.posting.MessageSender;
import java.util.function.BiFunction;

/** What the two routes that write messages share. */
public final class PostController {

  private static final String MESSAGE_GROUP_UUID = "message_group_uuid";
  private static final String HANDLE = "handle";
  private static final String MESSAGE = "message";

  /**
   * The header by which a client marks the repetitions of a post, as
   * draft-ietf-httpapi-idempotency-key-header describes it.
   */
  private static final String IDEMPOTENCY_KEY = "idempotency-key";

  private final CallerResolver callers;
  private final MessageSender sender;
  private final ConversationStarter starter;
  private final SingleFlight copies = new SingleFlight();

  public PostController(CallerResolver callers, MessageSender sender, ConversationStarter starter) {
    this.callers = callers;
    this.sender = sender;
    this.starter = starter;
  }

  /** Posts into the group that the body names; where it names a handle and no group, starts one. */
  public Result<APIGatewayV2HTTPResponse> send(APIGatewayV2HTTPEvent event) {
    return respond(
        event,
        (caller, body) -> {
          TextInput group = body.text(MESSAGE_GROUP_UUID);
          boolean startsGroup =
              group instanceof TextInput.Absent && !(body.text(HANDLE) instanceof TextInput.Absent);
          return startsGroup
              ? startGroup(event, caller, body)
              : intoGroup(event, caller, group, body.text(MESSAGE));
        });
  }

  /** Starts a group with the owner of the handle that the body names. */
  public Result<APIGatewayV2HTTPResponse> start(APIGatewayV2HTTPEvent event) {
    return respond(event, (caller, body) -> startGroup(event, caller, body));
  }

  private Result<String> intoGroup(
      APIGatewayV2HTTPEvent event, UserProfile caller, TextInput group, TextInput text) {
    TextInput key = idempotencyKey(event);
    return copies.respond(
        new SingleFlight.Post(caller.uuid(), key, group, new TextInput.Absent(), text),
        () ->
            sender
                .send(caller, group, text, key)
                .map(posted -> ResponseJson.message(posted.message())));
  }

  private Result<String> startGroup(
      APIGatewayV2HTTPEvent event, UserProfile caller, RequestBody body) {
    TextInput key = idempotencyKey(event);
    TextInput handle = body.text(HANDLE);
    TextInput text = body.text(MESSAGE);
    return copies.respond(
        new SingleFlight.Post(caller.uuid(), key, new TextInput.Absent(), handle, text),
        () ->
            starter
                .start(caller, handle, text, key)
                .map(posted -> ResponseJson.startedGroup(posted.message().groupUuid())));
  }

  private static TextInput idempotencyKey(APIGatewayV2HTTPEvent event) {
    return TextInput.of(Headers.of(event, IDEMPOTENCY_KEY).orElse(null));
  }

  private Result<APIGatewayV2HTTPResponse> respond(
      APIGatewayV2HTTPEvent event, BiFunction<UserProfile, RequestBody, Result<String>> post) {
    return RequestBody.of(event)
        .then(body -> callers.of(event).then(caller -> post.apply(caller, body)))
        .map(Responses::ok);
  }
}
