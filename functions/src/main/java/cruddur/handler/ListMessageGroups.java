package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.ApiRequestRunner;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.PageParameters;
import cruddur.handler.http.PageResponses;
import cruddur.handler.http.ResponseJson;
import cruddur.handler.snapstart.Priming;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.PageRequest;

/**
 * Pattern B: {@code GET /api/message_groups}, the caller's own.
 *
 * <p>200 with a page of groups, newest first; 304; 400 or 422 for {@code cursor} or {@code limit}.
 * Strongly consistent; a message posted into a group moves it here when the stream has been
 * processed.
 */
public final class ListMessageGroups
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private static final String LIST = "message_groups";

  private final ApiRequestRunner requests;
  private final CallerResolver callers;
  private final MessageGroupLists lists;

  public ListMessageGroups() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
  }

  public ListMessageGroups(Wiring wiring) {
    this.requests = wiring.requests();
    this.callers = wiring.callers();
    this.lists = wiring.messageGroupLists();
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return requests.respond(
        event,
        context,
        () ->
            PageParameters.of(event, LIST)
                .then(page -> callers.of(event).map(caller -> page(event, caller, page))));
  }

  private APIGatewayV2HTTPResponse page(
      APIGatewayV2HTTPEvent event, UserProfile caller, PageRequest request) {
    var page = lists.page(caller, request);
    return PageResponses.of(
        event, LIST, request, ResponseJson.messageGroups(page.items()), page.next());
  }
}
