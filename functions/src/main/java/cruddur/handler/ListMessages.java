package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.PageParameters;
import cruddur.handler.http.PageResponses;
import cruddur.handler.http.PathParameters;
import cruddur.handler.http.ResponseJson;
import cruddur.handler.snapstart.Priming;
import cruddur.messaging.Result;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.MessageLists;
import cruddur.messaging.reading.PageRequest;

/**
 * Pattern A: {@code GET /api/messages/{message_group_uuid}}, for the group's members.
 *
 * <p>200 with a page of messages, oldest first; 304; 400 or 422 for {@code cursor} or {@code
 * limit}; 404 for a group that does not exist or is not the caller's. Strongly consistent.
 */
public final class ListMessages
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private final ApiRequestRunner requests;
  private final CallerResolver callers;
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
    return requests.respond(
        event,
        context,
        () ->
            PageParameters.of(event, list)
                .then(page ->
                    callers.of(event).then(caller -> page(event, list, caller, group, page))));
  }

  private Result<APIGatewayV2HTTPResponse> page(
      APIGatewayV2HTTPEvent event,
      String list,
      UserProfile caller,
      String group,
      PageRequest request) {
    return lists
        .page(caller, group, request)
        .map(page ->
            PageResponses.of(
                event, list, request, ResponseJson.messages(page.items()), page.next()));
  }
}
