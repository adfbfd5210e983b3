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
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.stream.StreamBatch.PoisonRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Marked texts, names, handles, addresses and tokens go through everything, good and bad; nothing
 * that any function logs, as line, as metric or by what it throws, holds one of them.
 */
class LeakTest {

  /** In lower case and of letters alone, so that it fits everywhere, a handle among it. */
  private static final String MARK = "zqxjmark";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser sender;
  private SampleUser receiver;
  private String group;

  @BeforeEach
  void markedUsersTalk() {
    sender = signUp(MARK + "_s");
    receiver = signUp(MARK + "_r");
    group = system.start(sender, receiver, MARK + " hello");
  }

  @Test
  void goodRequestsLeaveNoMark() {
    keepsMarks(this::everyGoodRequest);
  }

  @Test
  void badRequestsLeaveNoMark() {
    keepsMarks(() -> {
      for (String body :
          List.of(
              MARK,
              "{\"message\":\"" + MARK,
              "{\"" + MARK + "\":{\"" + MARK + "\":1}}",
              JsonText.object("message_group_uuid", MARK, "message", MARK),
              JsonText.object("message_group_uuid", group, "message", MARK.repeat(200)),
              JsonText.object("handle", MARK, "message", MARK),
              JsonText.object("handle", "@" + MARK, "message", ""))) {
        refused(system.createMessage(sender, body));
        refused(system.createMessageGroup(sender, body));
        refused(system.createMessage(sender, body).header("idempotency-key", MARK + " "));
      }
      refused(system.listMessages(sender, MARK));
      refused(system.listMessages(sender, group).query("cursor", MARK));
      refused(system.listMessages(sender, group).query("limit", MARK));
      refused(system.listMessageGroups(sender).query("cursor", MARK));
      refused(system.listMessageGroups(new SampleUser(MARK, sender.profile())));
      refused(system.listMessageGroups(sender).withClaims(sender.idTokenClaims()));
      refused(system.showUserShort("@" + MARK));
      refused(system.showUserShort(MARK));
    });
  }

  @Test
  void failuresThatQuoteWhatTheyMetLeaveNoMark() {
    for (Consumer<String> failure :
        List.<Consumer<String>>of(
            text -> {
              throw new RowsUnavailableException(text, new IllegalStateException(MARK));
            },
            text -> {
              throw new IllegalStateException(text, new IllegalStateException(MARK));
            })) {
      keepsMarks(() -> {
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
        signUpFails(CognitoEvents.preSignUp("sub", MARK));
        signUpFails(CognitoEvents.postConfirmation("sub", MARK));
        system.trigger(CognitoEvents.postAuthentication("sub", MARK));
        system.rows().interceptNothing();
      });
    }
  }

  @Test
  void signUpsLeaveNoMark() {
    keepsMarks(() -> {
      signUp(MARK + "_new");
      signUpFails(CognitoEvents.preSignUp("another", MARK + "_new"));
      signUpFails(CognitoEvents.preSignUp("another", MARK + " !"));
      system.trigger(CognitoEvents.postAuthentication("another", MARK + "_new"));
      system.trigger(
          CognitoEvents.afterSignUp("PostConfirmation_ConfirmForgotPassword", "another", MARK));
    });
  }

  @Test
  void poisonedRecordsLeaveNoMark() {
    keepsMarks(() -> {
      for (Map<String, String> poison :
          List.of(
              Map.of("sk", MARK), Map.of("message_uuid", ""), Map.of("pk", "MSG#no-such-group"))) {
        system.rewrite(StreamEvents.batch(record(poison)));
        DynamodbStreamRecord good = record(Map.of());
        PoisonRecordException thrown =
            assertThrows(
                PoisonRecordException.class,
                () -> system.rewrite(StreamEvents.batch(record(poison), good)));
        // Lambda logs what is thrown.
        assertFalse(thrown.toString().contains(MARK), thrown.toString());
      }
    });
  }

  private void everyGoodRequest() {
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
        system.showUserShort("@" + receiver.handle()));
  }

  private SampleUser signUp(String handle) {
    SampleUser user = system.signUp(handle);
    system.trigger(CognitoEvents.postAuthentication(user.sub(), handle));
    return user;
  }

  private void signUpFails(Map<String, Object> event) {
    SignUpRefusedException refusal =
        assertThrows(SignUpRefusedException.class, () -> system.trigger(event));
    assertFalse(refusal.toString().contains(MARK), refusal.toString());
    assertEquals(null, refusal.getCause());
  }

  private static void refused(ApiCall call) {
    assertTrue(call.send().status() >= 400);
  }

  /** The record of the group's first message, altered; an empty value takes an attribute away. */
  private DynamodbStreamRecord record(Map<String, String> altered) {
    Map<String, String> item = new HashMap<>(system.partition("MSG#" + group).getFirst());
    item.putAll(altered);
    item.values().removeIf(String::isEmpty);
    return StreamEvents.inserted(system.nextSequenceNumber(), item);
  }

  private void keepsMarks(Runnable requests) {
    String log = system.logOf(requests);
    assertFalse(log.isBlank());
    for (String mark : List.of(MARK, ApiCall.TOKEN, "example.com", "Bearer")) {
      assertFalse(log.contains(mark), log);
    }
  }
}
