package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.GroupListParameters;
import cruddur.handler.http.PageResponses;
import cruddur.handler.http.ResponseJson;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.Page;

/**
 * Pattern B: {@code GET /api/message_groups}; 200 with a page of the caller's groups, newest first,
 * or 304. With {@code hidden=true}, of those that the caller has hidden. A new message moves its
 * group once the stream has been processed.
 */
public final class ListMessageGroups extends ApiHandler {

  private final CallerResolver callers;
  private final MessageGroupLists lists;

  public ListMessageGroups() {
    this(Wiring.fromEnvironment());
    primeBeforeSnapshot();
  }

  public ListMessageGroups(Wiring wiring) {
    super(wiring);
    this.callers = wiring.callers();
    this.lists = wiring.messageGroupLists();
  }

  @Override
  APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event) {
    GroupListParameters parameters = GroupListParameters.of(event);
    UserProfile caller = callers.resolve(event);
    Page<ListedGroup> page = lists.page(caller, parameters.page(), parameters.visibility());
    String json = ResponseJson.messageGroups(page.items());
    return PageResponses.of(event, parameters.list(), parameters.page(), json, page.next());
  }
}
