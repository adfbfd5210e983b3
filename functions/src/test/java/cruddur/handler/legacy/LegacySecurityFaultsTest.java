package cruddur.handler.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.stream.PoisonRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each nested class is named after what Cruddur's Flask app let happen; its tests show that it
 * cannot happen here. The tests of the template cover plain HTTP to the table and broad policies.
 */
class LegacySecurityFaultsTest {

  /** Part of every message text in these tests. */
  private static final String SECRET = "for-your-eyes-only";

  private static final String TIME = "2026-11-22T13:07:40.123456+00:00";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private SampleUser beta;
  private String group;

  @BeforeEach
  void startConversation() {
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    group = system.start(alpha, beta, SECRET);
    system.deliver();
  }

  @Nested
  class AnyUserReadAndWroteAnyConversation {

    @Test
    void aStrangerCannotReadOrPost() {
      SampleUser stranger = system.signUp("stranger");

      system.refuses(system.listMessages(stranger, group), 404, "message_group_not_found");
      system.refuses(
          system.createMessage(
              stranger, JsonText.object("message_group_uuid", group, "message", "intruder")),
          404,
          "message_group_not_found");
      assertEquals("[]", system.listMessageGroups(stranger).send().body());
      system.deliver();
      assertEquals(List.of(SECRET), system.listMessageGroups(alpha).send().each("message"));
      assertEquals(List.of(SECRET), system.listMessageGroups(beta).send().each("message"));
    }

    @Test
    void aStrangerIsRefusedAfterMembersHaveReadTheConversation() {
      SampleUser stranger = system.signUp("stranger");
      assertEquals(200, system.listMessages(alpha, group).send().status());
      assertEquals(200, system.listMessages(beta, group).send().status());

      system.refuses(system.listMessages(stranger, group), 404, "message_group_not_found");
    }

    @Test
    void aRefusedUserCanReadOnceTheyAreAMember() {
      SampleUser gamma = system.signUp("gamma");
      String next = system.nextUuid();
      system.refuses(system.listMessages(gamma, next), 404, "message_group_not_found");

      assertEquals(next, system.start(alpha, gamma, SECRET));
      assertEquals(200, system.listMessages(gamma, next).send().status());
    }

    @Test
    void aMemberOfOneConversationCannotReadAnother() {
      SampleUser gamma = system.signUp("gamma");
      String withGamma = system.start(alpha, gamma, "hello gamma");

      system.refuses(system.listMessages(gamma, group), 404, "message_group_not_found");
      system.refuses(system.listMessages(beta, withGamma), 404, "message_group_not_found");
    }
  }

  @Nested
  class LogHeldMessageTextsAndEvents {

    @Test
    void theLogHoldsNoTexts() {
      String log =
          system.logOf(() -> {
            system.post(alpha, group, SECRET);
            system.listMessages(beta, group).send();
            system.listMessageGroups(beta).send();
            system.deliver();
            assertRefused(JsonText.object("message_group_uuid", "x", "message", SECRET));
            assertRefused(
                JsonText.object("message_group_uuid", group, "message", SECRET.repeat(100)));
            assertRefused("not JSON but " + SECRET);
            assertRefused("{\"message\":{\"" + SECRET + "\":\"" + SECRET + "\"}");
          });

      assertTrue(log.contains("\"records\":1"), log);
      assertHoldsNoSecret(log);
    }

    @Test
    void theLogOfAFailureHoldsNoTexts() {
      system
          .rows()
          .intercept((request, table) -> {
            throw new RowsUnavailableException(
                request.toString(), new IllegalStateException(SECRET));
          });
      assertHoldsNoSecret(logOfEveryFunction(503));

      system
          .rows()
          .intercept((request, table) -> {
            throw new IllegalStateException(request.toString(), new IllegalStateException(SECRET));
          });
      assertHoldsNoSecret(logOfEveryFunction(500));
    }

    @Test
    void theLogOfAPoisonRecordHoldsNoTexts() {
      system.post(alpha, group, SECRET);
      DynamodbStreamRecord good = system.takeStreamRecords().getFirst();
      Map<String, String> item = new HashMap<>();
      good.getDynamodb().getNewImage().forEach((name, value) -> item.put(name, value.getS()));
      item.remove("user_uuid");
      DynamodbStreamRecord poison = StreamEvents.inserted("1", item);

      String log =
          system.logOf(() -> {
            assertEquals(List.of("1"), system.rewrite(StreamEvents.batch(poison)));
            assertEquals(List.of("1"), system.rewrite(StreamEvents.batch(good, poison)));
            PoisonRecordException thrown =
                assertThrows(
                    PoisonRecordException.class,
                    () -> system.rewrite(StreamEvents.batch(poison, good)));
            // Lambda logs what a handler throws.
            assertFalse(thrown.toString().contains(SECRET), thrown.toString());
          });

      assertTrue(log.contains("\"stoppedAt\":\"1\""), log);
      assertHoldsNoSecret(log);
    }

    private String logOfEveryFunction(int status) {
      return system.logOf(() -> {
        system.restart();
        String body = JsonText.object("message_group_uuid", group, "message", SECRET);
        String start = JsonText.object("handle", "beta", "message", SECRET);
        for (ApiCall call :
            List.of(
                system.listMessages(alpha, group),
                system.listMessageGroups(alpha),
                system.createMessage(alpha, body),
                system.createMessageGroup(alpha, start),
                system.showUserShort("@alpha"),
                system.markRead(alpha, group, JsonText.object("up_to", TIME)),
                system.hide(alpha, group, JsonText.object("up_to", TIME)),
                system.bringBack(alpha, group).query("up_to", TIME),
                system.clear(alpha, group).query("up_to", TIME))) {
          assertEquals(status, call.send().status());
        }
        assertEquals(
            List.of("1"),
            system.rewrite(
                StreamEvents.batch(
                    StreamEvents.inserted(
                        "1", system.table().partition("MSG#" + group).getFirst()))));
        system.trigger(CognitoEvents.postAuthentication(alpha.sub(), "alpha"));
      });
    }

    private void assertRefused(String body) {
      assertTrue(system.createMessage(alpha, body).send().status() >= 400);
    }

    private void assertHoldsNoSecret(String log) {
      assertFalse(log.isBlank());
      for (String secret : List.of(SECRET, ApiCall.TOKEN, "example.com", "Bearer")) {
        assertFalse(log.contains(secret), log);
      }
    }
  }

  /** So the API could pick the wrong sender. */
  @Nested
  class SeededUsersSharedOneSignInId {

    @Test
    void theSenderIsTheCaller() {
      assertEquals("alpha", system.post(alpha, group, "from alpha").field("handle"));
      assertEquals("beta", system.post(beta, group, "from beta").field("handle"));

      assertEquals(
          List.of(alpha.uuid(), alpha.uuid(), beta.uuid()),
          system.table().partition("MSG#" + group).stream()
              .map(item -> item.get("user_uuid"))
              .toList());
    }

    @Test
    void oneSignInBelongsToOneUser() {
      system.trigger(CognitoEvents.preSignUp(alpha.sub(), "gamma"));
      system.trigger(CognitoEvents.postConfirmation(alpha.sub(), "gamma"));

      assertEquals("alpha", system.post(alpha, group, "still alpha").field("handle"));
      assertEquals(404, system.showUserShort("@gamma").send().status());
    }
  }
}
