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
 * DynamoDB throttles, fails, is slow or loses responses: every route returns 200, or 503 with
 * Retry-After, within the function's time, and nothing is written partly or twice.
 */
class DynamoDbFailureTest {

  private static final FunctionResponse UNAVAILABLE =
      new FunctionResponse(
          503,
          Map.of("content-type", "application/json", "retry-after", "1"),
          "[\"service_unavailable\"]");

  /** No route sends more requests than this, not counting retries. */
  private static final int MAX_REQUESTS = 6;

  /** The timeout in template.yaml. */
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
  private int faults;

  @BeforeEach
  void startConversation() {
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

  /** When the conversation was started. */
  private static final String TIME = "2026-11-22T13:07:40.123456+00:00";

  enum Route {
    LIST_MESSAGES,
    LIST_MESSAGE_GROUPS,
    SHOW_USER_SHORT,
    MARK_READ,
    HIDE,
    BRING_BACK,
    CLEAR,
    POST,
    CONTINUE,
    START,
    START_BY_POSTING
  }

  @ParameterizedTest
  @EnumSource
  void oneFaultIsRetried(HttpFault fault) {
    for (Route route : Route.values()) {
      for (int number = 0; number < MAX_REQUESTS; number++) {
        int faulty = number;
        prepare(route);
        http.meets(request -> request == faulty ? Optional.of(fault) : Optional.empty());

        assertEquals(200, send().status(), route + " with a fault at request " + faulty);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLastingFaultIs503(HttpFault fault) {
    for (Route route : Route.values()) {
      for (int number = 0; number < MAX_REQUESTS; number++) {
        int first = number;
        prepare(route);
        http.meets(request -> request >= first ? Optional.of(fault) : Optional.empty());

        FunctionResponse response = send();

        if (faults > 0) {
          assertEquals(UNAVAILABLE, response, route + " with faults from request " + first);
        } else {
          assertEquals(200, response.status());
        }
      }
    }
  }

  /** The function has just started: its caches are empty. */
  @ParameterizedTest
  @EnumSource(names = {"LIST_MESSAGES", "LIST_MESSAGE_GROUPS", "SHOW_USER_SHORT", "POST"})
  void twoSecondsForEachResponseAreInTime(Route route) {
    prepare(route);
    http.delays(Duration.ofSeconds(2));
    http.setRemainingMillis(TIMEOUT_MILLIS);

    assertEquals(200, send().status());
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTINUE", "START", "START_BY_POSTING"})
  void moreThanThreeSlowResponsesAre503InTime(Route route) {
    prepare(route);
    http.delays(Duration.ofSeconds(3));
    http.setRemainingMillis(TIMEOUT_MILLIS);

    assertEquals(UNAVAILABLE, send());
  }

  @ParameterizedTest
  @EnumSource
  void aSilentTableIs503WithinTheRemainingTime(Route route) {
    for (int millis : List.of(TIMEOUT_MILLIS, 1_999, 1_000, 500)) {
      prepare(route);
      http.delays(Duration.ofHours(1));
      http.setRemainingMillis(millis);

      assertEquals(UNAVAILABLE, send(), route + " with " + millis + " ms left");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutRemainingTimeNoRequestIsSent(Route route) {
    for (int millis : List.of(499, 300, 0)) {
      prepare(route);
      http.setRemainingMillis(millis);

      assertEquals(UNAVAILABLE, send());

      assertEquals(0, requests);
    }
  }

  /** With warm caches, so the first three requests are the transaction and its retries. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "FAILED_AFTER_ITS_EFFECT",
        "RESET_AFTER_ITS_EFFECT",
        "TRUNCATED_RESPONSE",
        "SILENT_AFTER_ITS_EFFECT"
      })
  void aWrittenPostWithAKeyIsNeverReportedAsFailed(HttpFault fault) {
    prepare(Route.POST);
    system.listMessages(alpha, group).send();
    system
        .createMessage(alpha, JsonText.object("message_group_uuid", group, "message", "warm"))
        .send();
    system.clock().advance(Duration.ofSeconds(1));
    http.setRemainingMillis(TIMEOUT_MILLIS);
    http.meets(request -> request < 3 ? Optional.of(fault) : Optional.empty());
    call.header("idempotency-key", "some-key");

    assertEquals(200, send().status());

    assertTrue(faults > 0);
  }

  // --------------------------------------------------------------------------------------------------------- helpers

  /** Prepares a call of functions that have just started; each post has its own text. */
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
          case MARK_READ -> system.markRead(beta, group, JsonText.object("up_to", TIME));
          case HIDE -> system.hide(beta, group, JsonText.object("up_to", TIME));
          case BRING_BACK -> system.bringBack(beta, group).query("up_to", TIME);
          case CLEAR -> system.clear(beta, group).query("up_to", TIME);
          case POST -> system.createMessage(alpha, toGroup);
          case CONTINUE, START -> system.createMessageGroup(alpha, toUser);
          case START_BY_POSTING -> system.createMessage(alpha, toUser);
        };
    recover();
  }

  /**
   * Sends the call, asserts that the response came in time, and ends all faults. An acknowledged
   * message must exist exactly once, any other at most once, each with the rows of the group that
   * it starts.
   */
  private FunctionResponse send() {
    FunctionResponse response = call.send(new RemainingTime(http::remainingMillis));
    assertTrue(http.remainingMillis() >= 0, "The function ran out of time");
    requests = http.requests();
    faults = http.struck();
    recover();
    boolean isPost = call.clientTexts().stream().anyMatch(clientText -> clientText.contains(text));
    long messages = rowsWithText("MSG#");
    assertTrue(messages <= 1, messages + " messages");
    assertTrue(
        messages == 1 || !isPost || response.status() != 200, "An acknowledged message is lost");
    if (!receiver.equals(beta)) {
      assertEquals(2 * messages, rowsWithText("GRP#"));
      assertEquals(messages, system.table().groupRows(receiver).size());
    }
    return response;
  }

  private long rowsWithText(String prefix) {
    return system.table().items().stream()
        .filter(item -> item.get("pk").s().startsWith(prefix))
        .filter(item -> item.containsKey("message") && item.get("message").s().equals(text))
        .count();
  }

  private void recover() {
    http.recovers();
    http.setRemainingMillis(60_000);
  }
}
