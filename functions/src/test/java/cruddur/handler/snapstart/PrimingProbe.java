package cruddur.handler.snapstart;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import cruddur.handler.AuthorizeSubscription;
import cruddur.handler.ClearMessageGroup;
import cruddur.handler.CreateMessage;
import cruddur.handler.CreateMessageGroup;
import cruddur.handler.HideMessageGroup;
import cruddur.handler.ListMessageGroups;
import cruddur.handler.ListMessages;
import cruddur.handler.MarkMessageGroupRead;
import cruddur.handler.NotifyMembers;
import cruddur.handler.RegisterUser;
import cruddur.handler.RewriteMessageGroups;
import cruddur.handler.ShowMe;
import cruddur.handler.ShowUserShort;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.RemainingTime;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.handler.fixture.SubscriptionEvents;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crac.Resource;

/**
 * The main class of a process with an instance of every function: creates the handlers as Lambda
 * does, primes them on request, and sends each its first event. The first events have loaded every
 * class that {@code -Xlog:class+load} lists after {@link FirstEvent}.
 */
final class PrimingProbe {

  /** Marks in the log of loaded classes where the requests begin. */
  static final class FirstEvent {}

  /** The argument that requests priming. */
  static final String PRIMED = "primed";

  private static final String GROUP = "/api/message_groups/{message_group_uuid}";

  private PrimingProbe() {}

  public static void main(String[] arguments) throws Exception {
    RegisterUser registerUser = new RegisterUser();
    ShowUserShort showUserShort = new ShowUserShort();
    CreateMessageGroup createMessageGroup = new CreateMessageGroup();
    CreateMessage createMessage = new CreateMessage();
    ListMessages listMessages = new ListMessages();
    ListMessageGroups listMessageGroups = new ListMessageGroups();
    MarkMessageGroupRead markMessageGroupRead = new MarkMessageGroupRead();
    HideMessageGroup hideMessageGroup = new HideMessageGroup();
    ClearMessageGroup clearMessageGroup = new ClearMessageGroup();
    RewriteMessageGroups rewriteMessageGroups = new RewriteMessageGroups();
    ShowMe showMe = new ShowMe();
    NotifyMembers notifyMembers = new NotifyMembers();
    AuthorizeSubscription authorizeSubscription = new AuthorizeSubscription();
    if (List.of(arguments).contains(PRIMED)) {
      for (Resource priming : Priming.registered()) {
        priming.beforeCheckpoint(null);
      }
    }
    Class.forName(FirstEvent.class.getName());

    for (String handle : List.of("sage", "wren")) {
      registerUser.handleRequest(CognitoEvents.preSignUp(handle, handle), RemainingTime.PLENTY);
      registerUser.handleRequest(
          CognitoEvents.postConfirmation(handle, handle), RemainingTime.PLENTY);
    }
    SampleUser sage = new SampleUser("sage", new UserProfile("", "sage", "Sample sage"));
    send(ApiCall.get(showUserShort, "/api/users/{handle}/short").path("handle", "@wren"));
    String group =
        send(ApiCall.post(createMessageGroup, "/api/message_groups")
                .by(sage)
                .header("idempotency-key", "some-key")
                .body(JsonText.object("handle", "wren", "message", "First")))
            .field("message_group_uuid");
    FunctionResponse message =
        send(
            ApiCall.post(createMessage, "/api/messages")
                .by(sage)
                .body(JsonText.object("message_group_uuid", group, "message", "Second")));
    send(
        ApiCall.post(createMessage, "/api/messages")
            .by(sage)
            .header("idempotency-key", "another-key")
            .body(JsonText.object("message_group_uuid", group, "message", "Third")));
    send(
        ApiCall.get(listMessages, "/api/messages/{message_group_uuid}")
            .path("message_group_uuid", group)
            .query("limit", "1")
            .by(sage));
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(StreamEvents.inserted("1", item(group, message))));
    rewriteMessageGroups.handleRequest(event, RemainingTime.PLENTY);
    send(ApiCall.get(listMessageGroups, "/api/message_groups").by(sage));
    String upTo = JsonText.object("up_to", message.field("created_at"));
    send(
        ApiCall.put(markMessageGroupRead, GROUP + "/read_marker")
            .path("message_group_uuid", group)
            .by(sage)
            .body(upTo));
    send(
        ApiCall.put(hideMessageGroup, GROUP + "/hidden")
            .path("message_group_uuid", group)
            .by(sage)
            .body(upTo));
    send(
        ApiCall.delete(clearMessageGroup, GROUP)
            .path("message_group_uuid", group)
            .query("up_to", message.field("created_at"))
            .by(sage));
    String uuid = send(ApiCall.get(showMe, "/api/me").by(sage)).field("uuid");
    event.setRecords(
        List.of(
            // Late events are not published.
            StreamEvents.createdAt(Instant.now(), StreamEvents.inserted("1", item(group, message))),
            StreamEvents.createdAt(
                Instant.now(), StreamEvents.inserted("2", readState(uuid, group, message)))));
    notifyMembers.handleRequest(event, RemainingTime.PLENTY);
    for (String channel : List.of("/members/" + uuid, "/members/*")) {
      authorizeSubscription.handleRequest(
          SubscriptionEvents.subscription(channel, sage.accessTokenClaims()), RemainingTime.PLENTY);
    }
  }

  private static Map<String, String> readState(
      String member, String group, FunctionResponse message) {
    return Map.of("pk", "MBR#" + member, "sk", group, "read_up_to", message.field("created_at"));
  }

  private static FunctionResponse send(ApiCall call) {
    FunctionResponse response = call.send();
    if (response.status() != 200) {
      throw new IllegalStateException("Unexpected response: " + response);
    }
    return response;
  }

  private static Map<String, String> item(String group, FunctionResponse message) {
    return Map.of(
        "pk",
        "MSG#" + group,
        "sk",
        message.field("created_at"),
        "message_uuid",
        message.field("uuid"),
        "message",
        message.field("message"),
        "user_uuid",
        "sage",
        "user_handle",
        "sage",
        "user_display_name",
        "Sample sage");
  }
}
