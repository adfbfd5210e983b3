package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MeteredClient;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the four changes of a read state refuse, in which order, and what they cost. */
class ReadStateRefusalsTest extends ReadStateFixture {

  private static final String ABSENT = "d4d4d4d4-0000-4000-8000-00000000000a";

  /** The changes, with {@code up_to} in the body or as a parameter. */
  enum Change {
    READ,
    HIDE,
    BRING_BACK,
    CLEAR;

    boolean hasBody() {
      return this == READ || this == HIDE;
    }
  }

  private SampleUser stranger;

  @BeforeEach
  void signUpAStranger() {
    system.deliver();
    stranger = system.signUp("stranger");
  }

  private ApiCall call(Change change, SampleUser caller, String groupUuid, String upTo) {
    String body = JsonText.object("up_to", upTo);
    return switch (change) {
      case READ -> system.markRead(caller, groupUuid, body);
      case HIDE -> system.hide(caller, groupUuid, body);
      case BRING_BACK -> system.bringBack(caller, groupUuid).query("up_to", upTo);
      case CLEAR -> system.clear(caller, groupUuid).query("up_to", upTo);
    };
  }

  private ApiCall callWithBody(Change change, String body) {
    return change == Change.READ
        ? system.markRead(beta, group, body)
        : system.hide(beta, group, body);
  }

  private ApiCall callWithoutUpTo(Change change, SampleUser caller) {
    return switch (change) {
      case READ -> system.markRead(caller, group, "{}");
      case HIDE -> system.hide(caller, group, "{}");
      case BRING_BACK -> system.bringBack(caller, group);
      case CLEAR -> system.clear(caller, group);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "5", "null", "\"up_to\"", "{", "{}{}", "{\"up_to\":}"})
  void aBodyThatIsNoObjectIsRefused(String body) {
    for (Change change : List.of(Change.READ, Change.HIDE)) {
      system.refuses(callWithBody(change, body), 400, "body_not_json_object");
    }
  }

  @Test
  void noBodyIsRefused() {
    for (Change change : List.of(Change.READ, Change.HIDE)) {
      system.refuses(callWithBody(change, null), 400, "body_not_json_object");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    String body = JsonText.object("up_to", FIRST, "more", "x".repeat(20_000));
    system.refuses(callWithBody(Change.READ, body), 413, "body_too_large");
    system.refuses(callWithBody(Change.HIDE, body), 413, "body_too_large");
  }

  @ParameterizedTest
  @EnumSource
  void aMissingTimeIsBlank(Change change) {
    system.refuses(callWithoutUpTo(change, beta), 422, "up_to_blank");
    system.refuses(call(change, beta, group, ""), 422, "up_to_blank");
    system.refuses(call(change, beta, group, " "), 422, "up_to_blank");
    if (change.hasBody()) {
      system.refuses(callWithBody(change, "{\"up_to\":null}"), 422, "up_to_blank");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1795352860", "true", "[]", "{}", "\"\\ud83d\""})
  void aTimeThatIsNotTextIsInvalid(String json) {
    for (Change change : List.of(Change.READ, Change.HIDE)) {
      system.refuses(callWithBody(change, "{\"up_to\":" + json + "}"), 422, "up_to_invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "2026-11-22",
        "2026-11-22T13:07:40",
        "2026-11-22T13:07:40Z",
        "2026-11-22T13:07:40.123Z",
        "2026-11-22T13:07:40.123456",
        "2026-11-22T13:07:40.123456Z",
        "2026-11-22T14:07:40.123456+01:00",
        "2026-11-22T13:07:40.123456-00:00",
        "2026-11-22T13:07:40.123456 00:00",
        "2026-11-22T13:07:40.1234567+00:00",
        "2026-11-22t13:07:40.123456+00:00",
        "2026-02-30T13:07:40.123456+00:00",
        "٢٠٢٦-11-22T13:07:40.123456+00:00",
        " 2026-11-22T13:07:40.123456+00:00",
        "2026-11-22T13:08:41.123457+00:00",
        "2027-11-22T13:07:40.123456+00:00",
        "9999-12-31T23:59:59.999999+00:00",
      })
  void anotherFormOrATimeInTheFutureIsInvalid(String upTo) {
    for (Change change : Change.values()) {
      system.refuses(call(change, beta, group, upTo), 422, "up_to_invalid");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGroupOfOthersAndAnAbsentOneAreNotFoundAtTheSamePrice(Change change) {
    MeteredClient meter = new MeteredClient(system.table().client());
    system.useClient(meter);
    call(change, stranger, ABSENT, FIRST).send();
    for (String other : List.of(group, ABSENT)) {
      system.rows().takeRequests();
      meter.takeReadUnits();

      system.refuses(call(change, stranger, other, FIRST), 404, "message_group_not_found");

      assertEquals(List.of("query IndexOfGroup", "query Messages"), system.rows().takeNames());
    }
    assertEquals(List.of(), system.table().partition("MBR#" + stranger.uuid()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@beta", "D4D4D4D4-0000-4000-8000-00000000000A", "read_marker", "👋", "#"})
  void aMalformedGroupUuidIsNotFoundWithoutARequest(String malformed) {
    for (Change change : Change.values()) {
      call(change, beta, group, FIRST).send();
      system.rows().takeRequests();

      FunctionResponse response = call(change, beta, malformed, FIRST).send();

      assertEquals(404, response.status());
      assertEquals("[\"message_group_not_found\"]", response.body());
      assertEquals(List.of(), system.rows().takeRequests());
    }
  }

  @ParameterizedTest
  @EnumSource
  void checksAreInTheOrderOfAPost(Change change) {
    SampleUser withoutProfile = new SampleUser("unknown-sub", beta.profile());
    if (change.hasBody()) {
      system.refuses(callWithBody(change, "[]").by(withoutProfile), 400, "body_not_json_object");
    }
    system.refuses(callWithoutUpTo(change, withoutProfile), 403, "user_profile_missing");
    system.refuses(
        callWithoutUpTo(change, beta).withClaims(beta.idTokenClaims()),
        401,
        "access_token_required");
    system.refuses(callWithoutUpTo(change, stranger), 422, "up_to_blank");
    system.refuses(call(change, stranger, group, FIRST), 404, "message_group_not_found");
  }

  @ParameterizedTest
  @EnumSource
  void aWarmChangeIsOneRequestAndOneWriteUnit(Change change) {
    MeteredClient meter = new MeteredClient(system.table().client());
    system.useClient(meter);
    call(Change.HIDE, beta, group, FIRST).send();
    call(change, beta, group, FIRST).send();
    call(Change.HIDE, beta, group, FIRST).send();
    system.rows().takeRequests();
    meter.takeWriteUnits();

    assertEquals(200, call(change, beta, group, FIRST).send().status());

    List<ObservedRows.Request> requests = system.rows().takeRequests();
    assertEquals(1, requests.size());
    assertEquals(1, meter.takeWriteUnits());
  }

  @Test
  void aHundredAndTwentyChangesAreABurstAndThenTwoASecond() {
    markRead(alpha, FIRST).send();
    system.rows().takeRequests();
    for (int i = 0; i < 120; i++) {
      assertEquals(200, markRead(beta, FIRST).send().status());
    }

    FunctionResponse refused = markRead(beta, FIRST).send();
    assertEquals(429, refused.status());
    assertEquals("[\"mark_rate_exceeded\"]", refused.body());
    assertEquals("1", refused.header("retry-after"));
    assertEquals(200, markRead(alpha, FIRST).send().status());
    system.clock().advance(Duration.ofSeconds(1));
    assertEquals(200, markRead(beta, FIRST).send().status());
    assertEquals(200, markRead(beta, FIRST).send().status());
    assertEquals(429, markRead(beta, FIRST).send().status());
    assertFalse(system.rows().takeNames().contains("count"));
  }
}
