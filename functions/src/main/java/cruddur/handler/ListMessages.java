package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.PageParameters;
import cruddur.handler.http.PageResponses;
import cruddur.handler.http.PagedResource;
import cruddur.handler.http.PathParameters;
import cruddur.handler.http.ResponseJson;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.MessageLists;
import cruddur.messaging.reading.Page;
import cruddur.messaging.reading.PageRequest;

/**
 * Pattern A: {@code GET /api/messages/{message_group_uuid}}; 200 with a page of messages, oldest
 * first, or 304. For the group's members only.
 */
public final class ListMessages extends ApiHandler {

  private final CallerResolver callers;
  private final MessageLists lists;

  public ListMessages() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public ListMessages(Wiring wiring) {
    super(wiring);
    this.callers = wiring.callers();
    this.lists = wiring.messageLists();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    String groupUuid = PathParameters.of(event, "message_group_uuid");
    PagedResource list = PagedResource.of("messages/" + groupUuid);
    PageRequest request = PageParameters.of(event, list);
    UserProfile caller = callers.resolve(event);
    Page<Message> page = lists.page(caller, groupUuid, request);
    String json = ResponseJson.messages(page.items());
    return PageResponses.of(event, list, request, json, page.next());
  }
}
