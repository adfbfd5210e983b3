package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.conversation.ConversationStarter;
import cruddur.conversation.GivenText;
import cruddur.conversation.MessageSender;
import cruddur.conversation.Outcome;
import cruddur.conversation.rows.UserProfile;
import java.util.function.BiFunction;

/** What the two routes that write messages share. */
final class Posts {

  private static final String MESSAGE_GROUP_UUID = "message_group_uuid";
  private static final String HANDLE = "handle";
  private static final String MESSAGE = "message";

  /**
   * The header by which a client marks the repetitions of a post, as
   * draft-ietf-httpapi-idempotency-key-header describes it.
   */
  private static final String IDEMPOTENCY_KEY = "idempotency-key";

  private final Callers callers;
  private final MessageSender sender;
  private final ConversationStarter starter;
  private final CopiesAtOnce copies = new CopiesAtOnce();

  Posts(Callers callers, MessageSender sender, ConversationStarter starter) {
    this.callers = callers;
    this.sender = sender;
    this.starter = starter;
  }

  /** Posts into the group that the body names; where it names a handle and no group, starts one. */
  Outcome<APIGatewayV2HTTPResponse> send(APIGatewayV2HTTPEvent event) {
    return answer(
        event,
        (caller, body) -> {
          GivenText group = body.text(MESSAGE_GROUP_UUID);
          boolean startsGroup =
              group instanceof GivenText.Absent && !(body.text(HANDLE) instanceof GivenText.Absent);
          return startsGroup
              ? startGroup(event, caller, body)
              : intoGroup(event, caller, group, body.text(MESSAGE));
        });
  }

  /** Starts a group with the owner of the handle that the body names. */
  Outcome<APIGatewayV2HTTPResponse> start(APIGatewayV2HTTPEvent event) {
    return answer(event, (caller, body) -> startGroup(event, caller, body));
  }

  private Outcome<String> intoGroup(
      APIGatewayV2HTTPEvent event, UserProfile caller, GivenText group, GivenText text) {
    GivenText key = idempotencyKey(event);
    return copies.answer(
        new CopiesAtOnce.Post(caller.uuid(), key, group, new GivenText.Absent(), text),
        () -> sender.send(caller, group, text, key).map(posted -> Json.message(posted.message())));
  }

  private Outcome<String> startGroup(
      APIGatewayV2HTTPEvent event, UserProfile caller, JsonBody body) {
    GivenText key = idempotencyKey(event);
    GivenText handle = body.text(HANDLE);
    GivenText text = body.text(MESSAGE);
    return copies.answer(
        new CopiesAtOnce.Post(caller.uuid(), key, new GivenText.Absent(), handle, text),
        () ->
            starter
                .start(caller, handle, text, key)
                .map(posted -> Json.startedGroup(posted.message().groupUuid())));
  }

  private static GivenText idempotencyKey(APIGatewayV2HTTPEvent event) {
    return GivenText.of(Headers.of(event, IDEMPOTENCY_KEY).orElse(null));
  }

  private Outcome<APIGatewayV2HTTPResponse> answer(
      APIGatewayV2HTTPEvent event, BiFunction<UserProfile, JsonBody, Outcome<String>> post) {
    return JsonBody.of(event)
        .then(body -> callers.of(event).then(caller -> post.apply(caller, body)))
        .map(Answers::ok);
  }
}
