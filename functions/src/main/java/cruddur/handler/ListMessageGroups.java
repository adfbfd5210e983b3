package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import cruddur.handler.http.CallerResolver;
import cruddur.handler.http.HiddenParameter;
import cruddur.handler.http.PageParameters;
import cruddur.handler.http.PageResponses;
import cruddur.handler.http.PagedResource;
import cruddur.handler.http.ResponseJson;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.MessageGroupLists;
import cruddur.messaging.reading.MessageGroupLists.Visibility;
import cruddur.messaging.reading.Page;
import cruddur.messaging.reading.PageRequest;

/**
 * Pattern B: {@code GET /api/message_groups}; 200 with a page of the caller's groups, newest first,
 * or 304. With {@code hidden=true}, of those that the caller has hidden. A new message moves its
 * group once the stream has been processed.
 */
public final class ListMessageGroups extends ApiHandler {

  private static final PagedResource VISIBLE = PagedResource.of("message_groups");
  private static final PagedResource HIDDEN =
      new PagedResource("message_groups/hidden", "hidden=true&");

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
    Visibility visibility = HiddenParameter.of(event);
    PagedResource list = visibility == Visibility.HIDDEN ? HIDDEN : VISIBLE;
    PageRequest request = PageParameters.of(event, list);
    UserProfile caller = callers.resolve(event);
    Page<ListedGroup> page = lists.page(caller, request, visibility);
    String json = ResponseJson.messageGroups(page.items());
    return PageResponses.of(event, list, request, json, page.next());
  }
}
