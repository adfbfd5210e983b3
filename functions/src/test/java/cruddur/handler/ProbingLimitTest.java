package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refused post to a handle tells whether it exists, so it counts as a lookup of its caller. */
class ProbingLimitTest extends ConversationFixture {

  private static final FunctionResponse LIMITED =
      new FunctionResponse(
          429,
          Map.of("content-type", "application/json", "retry-after", "2"),
          "[\"user_rate_exceeded\"]");

  private SampleUser prober;

  @BeforeEach
  void signUpProber() {
    prober = system.signUp("prober");
  }

  @Test
  void anInvalidPostTellsFortyTimesWhetherAHandleExists() {
    for (int i = 0; i < 20; i++) {
      system.refuses(start("beta", ""), 422, "message_blank");
      system.refuses(start("nobody", ""), 422, "user_reciever_handle_unknown", "message_blank");
    }

    assertEquals(LIMITED, start("beta", "").send());
    assertEquals(LIMITED, start("nobody", "").send());
    system.clock().advance(Duration.ofSeconds(2));
    system.refuses(start("beta", ""), 422, "message_blank");
    assertEquals(LIMITED, start("beta", "").send());
  }

  @Test
  void soDoesEveryOtherRefusal() {
    Map<String, Supplier<ApiCall>> refused =
        Map.of(
            "unknown", () -> start("nobody", "hello"),
            "at messages", () -> startAtMessages("nobody", "hello"),
            "too long", () -> start("beta", "x".repeat(1025)),
            "no text", () -> startAtMessages("beta", ""),
            "invalid key", () -> start("beta", "hello").header("idempotency-key", "a b"),
            "own handle", () -> start("prober", "hello"));
    refused.forEach((name, call) -> {
      system.clock().advance(Duration.ofMinutes(10));
      for (int i = 0; i < 40; i++) {
        assertEquals(422, call.get().send().status(), name);
      }
      assertEquals(LIMITED, call.get().send(), name);
    });
  }

  /** Otherwise a limited post would tell that the handle exists. */
  @Test
  void soDoesAPostAboveTheLimitOfMessages() {
    BiFunction<String, String, ApiCall> start = this::start;
    for (int i = 0; i < 60; i++) {
      system.clock().advance(Duration.ofNanos(1_000));
      assertEquals(200, start.apply("beta", "hello").send().status());
    }

    for (int i = 0; i < 40; i++) {
      assertEquals("[\"message_rate_exceeded\"]", start.apply("beta", "hello").send().body());
    }

    assertEquals(LIMITED, start.apply("beta", "hello").send());
    assertEquals(LIMITED, start.apply("nobody", "hello").send());
  }

  @Test
  void aConversationThatStartsIsNoLookup() {
    for (int i = 0; i < 60; i++) {
      system.clock().advance(Duration.ofNanos(1_000));
      assertEquals(200, start("beta", "hello").send().status());
    }

    assertEquals(
        List.of(), system.table().usage().keySet().stream().filter(this::isLookup).toList());
  }

  @Test
  void aRepeatedStartIsNoLookup() {
    for (int i = 0; i < 60; i++) {
      assertEquals(200, start("beta", "hello").header("idempotency-key", "key").send().status());
    }

    system.refuses(start("nobody", "hello"), 422, "user_reciever_handle_unknown");
  }

  @Test
  void whoHasUsedUpTheirLookupsCanStillPost() {
    for (int i = 0; i < 41; i++) {
      start("nobody", "hello").send();
    }

    assertEquals(200, start("beta", "hello").send().status());
    assertEquals(LIMITED, start("nobody", "hello").send());
  }

  @Test
  void everyCallerHasTheirOwnLimit() {
    for (int i = 0; i < 41; i++) {
      start("nobody", "hello").send();
    }

    system.refuses(
        system.createMessageGroup(alpha, JsonText.object("handle", "nobody", "message", "")),
        422,
        "user_reciever_handle_unknown",
        "message_blank");
  }

  @Test
  void aRequestWithoutAHandleIsNoLookup() {
    for (int i = 0; i < 50; i++) {
      system.refuses(start(" ", "hello"), 422, "user_reciever_handle_blank");
    }
  }

  @Test
  void aRestartDoesNotResetTheLimit() {
    // The start of a window: other instances learn of a use as if it had been made then.
    system.clock().set("2026-11-22T13:18:00Z");
    for (int i = 0; i < 41; i++) {
      start("nobody", "hello").send();
    }

    system.restart();

    assertEquals(LIMITED, start("nobody", "hello").send());
  }

  @Test
  void aSourceThatIsNoAddressHasALimitToo() {
    for (int i = 0; i < 40; i++) {
      assertEquals(200, system.showUserShort("@beta").from("no address").send().status());
    }

    assertEquals(LIMITED, system.showUserShort("@beta").from("no address").send());
  }

  private boolean isLookup(String key) {
    return key.startsWith("LIM#lookups#");
  }

  private ApiCall start(String handle, String text) {
    return system.createMessageGroup(prober, JsonText.object("handle", handle, "message", text));
  }

  private ApiCall startAtMessages(String handle, String text) {
    return system.createMessage(prober, JsonText.object("handle", handle, "message", text));
  }
}
