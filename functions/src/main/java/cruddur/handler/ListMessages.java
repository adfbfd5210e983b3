package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.conversation.MessageLists;
import cruddur.conversation.Outcome;
import cruddur.conversation.PageRequest;
import cruddur.conversation.rows.UserProfile;

/**
 * Pattern A: {@code GET /api/messages/{message_group_uuid}}, for the group's members.
 *
 * <p>200 with a page of messages, oldest first; 304; 400 or 422 for {@code cursor} or {@code
 * limit}; 404 for a group that does not exist or is not the caller's. Strongly consistent.
 */
public final class ListMessages
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final Requests requests;
  private final Callers callers;
  private final MessageLists lists;

  public ListMessages() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
  }

  public ListMessages(Wiring wiring) {
    this.requests = wiring.requests();
    this.callers = wiring.callers();
    this.lists = wiring.messageLists();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String group = PathParameters.of(event, "message_group_uuid");
    String list = "messages/" + group;
    return requests.answer(
        event,
        context,
        () ->
            PageParameters.of(event, list)
                .then(page ->
                    callers.of(event).then(caller -> page(event, list, caller, group, page))));
  }

  private Outcome<APIGatewayV2HTTPResponse> page(
      APIGatewayV2HTTPEvent event,
      String list,
      UserProfile caller,
      String group,
      PageRequest request) {
    return lists
        .page(caller, group, request)
        .map(
            page -> ListAnswers.of(event, list, request, Json.messages(page.items()), page.next()));
  }
}
