package cruddur.handler.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.SignUpRefusedException;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.RecordedPublisher;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.handler.fixture.SubscriptionEvents;
import cruddur.messaging.live.PublishResult;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.stream.PoisonRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends marked texts, names, handles, addresses and tokens through valid and invalid requests: no
 * log line, metric or exception of any function contains one.
 */
class LeakTest {

  /** Only lowercase letters, so that it is valid everywhere, also in a handle. */
  private static final String MARK = "zqxjmark";

  private static final String TIME = "2026-11-22T13:07:40.123456+00:00";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser sender;
  private SampleUser receiver;
  private String group;

  @BeforeEach
  void startMarkedConversation() {
    sender = signUp(MARK + "_s");
    receiver = signUp(MARK + "_r");
    group = system.start(sender, receiver, MARK + " hello");
  }

  @Test
  void validRequestsLogNoMark() {
    assertLogsNoMark(this::sendEveryValidRequest);
  }

  @Test
  void invalidRequestsLogNoMark() {
    assertLogsNoMark(() -> {
      for (String body :
          List.of(
              MARK,
              "{\"message\":\"" + MARK,
              "{\"" + MARK + "\":{\"" + MARK + "\":1}}",
              JsonText.object("message_group_uuid", MARK, "message", MARK),
              JsonText.object("message_group_uuid", group, "message", MARK.repeat(200)),
              JsonText.object("handle", MARK, "message", MARK),
              JsonText.object("handle", "@" + MARK, "message", ""))) {
        assertRefused(system.createMessage(sender, body));
        assertRefused(system.createMessageGroup(sender, body));
        assertRefused(system.createMessage(sender, body).header("idempotency-key", MARK + " "));
      }
      assertRefused(system.listMessages(sender, MARK));
      assertRefused(system.listMessages(sender, group).query("cursor", MARK));
      assertRefused(system.listMessages(sender, group).query("limit", MARK));
      assertRefused(system.listMessageGroups(sender).query("cursor", MARK));
      assertRefused(system.listMessageGroups(new SampleUser(MARK, sender.profile())));
      assertRefused(system.listMessageGroups(sender).withClaims(sender.idTokenClaims()));
      assertRefused(system.showUserShort("@" + MARK));
      assertRefused(system.showUserShort(MARK));
    });
  }

  @Test
  void failuresThatQuoteARequestLogNoMark() {
    for (Consumer<String> failure :
        List.<Consumer<String>>of(
            text -> {
              throw new RowsUnavailableException(text, new IllegalStateException(MARK));
            },
            text -> {
              throw new IllegalStateException(text, new IllegalStateException(MARK));
            })) {
      assertLogsNoMark(() -> {
        system.restart();
        system
            .rows()
            .intercept((request, table) -> {
              failure.accept(MARK + request);
              return table.get();
            });
        for (ApiCall call : everyCall()) {
          assertTrue(call.send().status() >= 500);
        }
        assertEquals(1, system.rewrite(StreamEvents.batch(record(Map.of()))).size());
        assertSignUpFails(CognitoEvents.preSignUp("sub", MARK));
        assertSignUpFails(CognitoEvents.postConfirmation("sub", MARK));
        system.trigger(CognitoEvents.postAuthentication("sub", MARK));
        system.rows().interceptNothing();
      });
    }
  }

  @Test
  void signUpsLogNoMark() {
    assertLogsNoMark(() -> {
      signUp(MARK + "_new");
      assertSignUpFails(CognitoEvents.preSignUp("another", MARK + "_new"));
      assertSignUpFails(CognitoEvents.preSignUp("another", MARK + " !"));
      system.trigger(CognitoEvents.postAuthentication("another", MARK + "_new"));
      system.trigger(
          CognitoEvents.afterSignUp("PostConfirmation_ConfirmForgotPassword", "another", MARK));
    });
  }

  @Test
  void poisonRecordsLogNoMark() {
    assertLogsNoMark(() -> {
      for (Map<String, String> poison :
          List.of(
              Map.of("sk", MARK), Map.of("message_uuid", ""), Map.of("pk", "MSG#no-such-group"))) {
        system.rewrite(StreamEvents.batch(record(poison)));
        DynamodbStreamRecord good = record(Map.of());
        PoisonRecordException thrown =
            assertThrows(
                PoisonRecordException.class,
                () -> system.rewrite(StreamEvents.batch(record(poison), good)));
        // Lambda logs a thrown exception.
        assertFalse(thrown.toString().contains(MARK), thrown.toString());
      }
    });
  }

  @Test
  void liveEventsLogNoMark() {
    for (Function<RecordedPublisher.Published, PublishResult> response :
        List.of(RecordedPublisher.ACCEPTS, RecordedPublisher.FAILS)) {
      assertLogsNoMark(() -> {
        system.publisher().responds(response);
        system.post(sender, group, MARK);
        system.notifyMembers(StreamEvents.batch(system.takeStreamRecords()));
        system.notifyMembers(
            StreamEvents.batch(record(Map.of("sk", MARK)), record(Map.of("pk", "MSG#" + MARK))));
      });
    }
    assertLogsNoMark(() -> {
      for (String channel : List.of("/members/" + MARK, "/" + MARK, MARK)) {
        system.subscribe(SubscriptionEvents.subscription(channel, sender.accessTokenClaims()));
        system.subscribe(SubscriptionEvents.subscription(channel, sender.idTokenClaims()));
        system.subscribe(SubscriptionEvents.subscription(channel, Map.of("sub", MARK)));
      }
      assertEquals(200, system.showMe(sender).send().status());
    });
  }

  private void sendEveryValidRequest() {
    for (ApiCall call : everyCall()) {
      assertEquals(200, call.send().status());
    }
    system.deliver();
  }

  private List<ApiCall> everyCall() {
    String toGroup = JsonText.object("message_group_uuid", group, "message", MARK);
    String toUser = JsonText.object("handle", receiver.handle(), "message", MARK);
    return List.of(
        system.listMessages(sender, group),
        system.listMessageGroups(receiver),
        system.createMessage(sender, toGroup),
        system.createMessage(sender, toGroup).header("idempotency-key", MARK),
        system.createMessage(sender, toUser),
        system.createMessageGroup(sender, toUser),
        system.showUserShort("@" + receiver.handle()),
        system.markRead(sender, group, JsonText.object("up_to", TIME, "more", MARK)),
        system.hide(sender, group, JsonText.object("up_to", TIME, "more", MARK)),
        system.bringBack(sender, group).query("up_to", TIME).query("more", MARK),
        system.clear(sender, group).query("up_to", TIME).query("more", MARK));
  }

  private SampleUser signUp(String handle) {
    SampleUser user = system.signUp(handle);
    system.trigger(CognitoEvents.postAuthentication(user.sub(), handle));
    return user;
  }

  private void assertSignUpFails(Map<String, Object> event) {
    SignUpRefusedException refusal =
        assertThrows(SignUpRefusedException.class, () -> system.trigger(event));
    assertFalse(refusal.toString().contains(MARK), refusal.toString());
    assertEquals(null, refusal.getCause());
  }

  private static void assertRefused(ApiCall call) {
    assertTrue(call.send().status() >= 400);
  }

  /** Changes the record of the group's first message; an empty value removes the attribute. */
  private DynamodbStreamRecord record(Map<String, String> changes) {
    Map<String, String> item = new HashMap<>(system.table().partition("MSG#" + group).getFirst());
    item.putAll(changes);
    item.values().removeIf(String::isEmpty);
    return StreamEvents.inserted(system.nextSequenceNumber(), item);
  }

  private void assertLogsNoMark(Runnable requests) {
    String log = system.logOf(requests);
    assertFalse(log.isBlank());
    for (String mark : List.of(MARK, ApiCall.TOKEN, "example.com", "Bearer")) {
      assertFalse(log.contains(mark), log);
    }
  }
}
