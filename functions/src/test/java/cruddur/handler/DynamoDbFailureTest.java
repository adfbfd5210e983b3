package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.RemainingTime;
import cruddur.handler.fixture.SampleUser;
import cruddur.store.dynamodb.FaultyHttp;
import cruddur.store.dynamodb.HttpFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * When DynamoDB throttles, fails, is slow or loses responses: every route answers 200, or 503 with
 * Retry-After and in time; nothing is written by half or twice.
 */
class DynamoDbFailureTest {

  private static final FunctionResponse TRY_AGAIN =
      new FunctionResponse(
          503,
          Map.of("content-type", "application/json", "retry-after", "1"),
          "[\"service_unavailable\"]");

  /** A route takes no more requests than this, tries again not counted. */
  private static final int MOST_REQUESTS = 6;

  /** As the template has it. */
  private static final int TIMEOUT_MILLIS = 10_000;

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private final FaultyHttp http = new FaultyHttp();
  private SampleUser alpha;
  private SampleUser beta;
  private String group;
  private int calls;
  private ApiCall call;
  private String text;
  private SampleUser receiver;
  private int requests;
  private int struck;

  @BeforeEach
  void twoUsersTalk() {
    system.useHttp(http);
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
    group = system.start(alpha, beta, "hello");
    system.deliver();
  }

  @AfterEach
  void close() {
    http.close();
  }

  enum Route {
    LIST_MESSAGES,
    LIST_MESSAGE_GROUPS,
    SHOW_USER_SHORT,
    POST,
    GO_ON,
    START,
    START_BY_POSTING
  }

  @ParameterizedTest
  @EnumSource
  void oneFaultIsRiddenOut(HttpFault fault) {
    for (Route route : Route.values()) {
      for (int number = 0; number < MOST_REQUESTS; number++) {
        int only = number;
        prepare(route);
        http.meets(request -> request == only ? Optional.of(fault) : Optional.empty());

        assertEquals(200, respond().status(), route + " with a fault at request " + only);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultThatStaysIsAReasonToTryAgain(HttpFault fault) {
    for (Route route : Route.values()) {
      for (int number = 0; number < MOST_REQUESTS; number++) {
        int first = number;
        prepare(route);
        http.meets(request -> request >= first ? Optional.of(fault) : Optional.empty());

        FunctionResponse response = respond();

        if (struck > 0) {
          assertEquals(TRY_AGAIN, response, route + " with faults from request " + first);
        } else {
          assertEquals(200, response.status());
        }
      }
    }
  }

  /** Of a function that has just started, and knows nobody yet. */
  @ParameterizedTest
  @EnumSource(names = {"LIST_MESSAGES", "LIST_MESSAGE_GROUPS", "SHOW_USER_SHORT", "POST"})
  void threeSecondsForEachResponseAreNotTooSlow(Route route) {
    prepare(route);
    http.delays(Duration.ofSeconds(3));
    http.setRemainingMillis(TIMEOUT_MILLIS);

    assertEquals(200, respond().status());
  }

  @ParameterizedTest
  @EnumSource(names = {"GO_ON", "START", "START_BY_POSTING"})
  void whatTakesMoreThanThreeSlowResponsesIsToldSoInTime(Route route) {
    prepare(route);
    http.delays(Duration.ofSeconds(3));
    http.setRemainingMillis(TIMEOUT_MILLIS);

    assertEquals(TRY_AGAIN, respond());
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatIsSilentIsToldOfInTimeHoweverLittleThatIs(Route route) {
    for (int millis : List.of(TIMEOUT_MILLIS, 1_999, 1_000, 500)) {
      prepare(route);
      http.delays(Duration.ofHours(1));
      http.setRemainingMillis(millis);

      assertEquals(TRY_AGAIN, respond(), route + " with " + millis + " ms left");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutTimeNoRequestIsMade(Route route) {
    for (int millis : List.of(499, 300, 0)) {
      prepare(route);
      http.setRemainingMillis(millis);

      assertEquals(TRY_AGAIN, respond());

      assertEquals(0, requests);
    }
  }

  /** Warm, so that the post's first three requests are the transaction and its repetitions. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "FAILED_AFTER_ITS_EFFECT",
        "CUT_BEFORE_THE_ANSWER",
        "CUT_IN_THE_ANSWER",
        "SILENT_AFTER_ITS_EFFECT"
      })
  void aPostWithAKeyThatWasWrittenIsNotCalledFailed(HttpFault fault) {
    prepare(Route.POST);
    system.listMessages(alpha, group).send();
    system
        .createMessage(alpha, JsonText.object("message_group_uuid", group, "message", "warm"))
        .send();
    system.clock().advance(Duration.ofSeconds(1));
    http.setRemainingMillis(TIMEOUT_MILLIS);
    http.meets(request -> request < 3 ? Optional.of(fault) : Optional.empty());
    call.header("idempotency-key", "some-key");

    assertEquals(200, respond().status());

    assertTrue(struck > 0);
  }

  // --------------------------------------------------------------------------------------------------------- helpers

  /** Makes a call ready, of functions that have just started; a post has a text of its own. */
  private void prepare(Route route) {
    calls++;
    text = "text " + calls;
    boolean starts = route == Route.START || route == Route.START_BY_POSTING;
    receiver = starts ? system.signUp("user_" + calls) : beta;
    system.clock().advance(Duration.ofSeconds(1));
    system.restart();
    String toGroup = JsonText.object("message_group_uuid", group, "message", text);
    String toUser = JsonText.object("handle", receiver.handle(), "message", text);
    call =
        switch (route) {
          case LIST_MESSAGES -> system.listMessages(alpha, group);
          case LIST_MESSAGE_GROUPS -> system.listMessageGroups(alpha);
          case SHOW_USER_SHORT -> system.showUserShort("@alpha");
          case POST -> system.createMessage(alpha, toGroup);
          case GO_ON, START -> system.createMessageGroup(alpha, toUser);
          case START_BY_POSTING -> system.createMessage(alpha, toUser);
        };
    recover();
  }

  /**
   * What the call is answered, in time. Afterwards all is well again; a message stands once, with
   * the rows of the group it starts, if it was acknowledged, and at most once, or with none of
   * them, if it was not.
   */
  private FunctionResponse respond() {
    FunctionResponse response = call.send(new RemainingTime(http::remainingMillis));
    assertTrue(http.remainingMillis() >= 0, "the function's time was over");
    requests = http.requests();
    struck = http.struck();
    recover();
    boolean isPost = call.givenTexts().stream().anyMatch(given -> given.contains(text));
    long messages = rowsWithText("MSG#");
    assertTrue(messages <= 1, messages + " messages");
    assertTrue(
        messages == 1 || !isPost || response.status() != 200, "an acknowledged message is lost");
    if (!receiver.equals(beta)) {
      assertEquals(2 * messages, rowsWithText("GRP#"));
      assertEquals(messages, system.groupRows(receiver).size());
    }
    return response;
  }

  private long rowsWithText(String prefix) {
    return system.items().stream()
        .filter(item -> item.get("pk").s().startsWith(prefix))
        .filter(item -> item.containsKey("message") && item.get("message").s().equals(text))
        .count();
  }

  private void recover() {
    http.recovers();
    http.setRemainingMillis(60_000);
  }
}
