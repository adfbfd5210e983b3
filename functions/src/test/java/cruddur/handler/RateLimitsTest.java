package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.CapturedOutput;
import cruddur.handler.fixture.ConcurrentRuns;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import cruddur.messaging.port.ObservedRows.Request;
import cruddur.messaging.port.RowsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request beyond a limit is 429 with {@code Retry-After}, and writes nothing. */
class RateLimitsTest extends ConversationFixture {

  /** Separates posts: two in one microsecond would cost an additional request. */
  private static final Duration ONE_MICROSECOND = Duration.ofNanos(1_000);

  /** Ten minutes after the start, when no earlier usage counts any more. */
  @BeforeEach
  void waitUntilNoLimitIsUsed() {
    system.clock().set("2026-11-22T13:17:40.123456Z");
  }

  @Test
  void sixtyMessagesAreABurstAndTheNextIsRefused() {
    assertEquals(60, allowedPosts(alpha, 60));

    refuses(post(alpha, "one more"), "message_rate_exceeded", "1");
  }

  @Test
  void oneSecondLaterOneMoreMessageIsAllowed() {
    allowedPosts(alpha, 61);

    waitFor(Duration.ofMillis(999));
    refuses(post(alpha, "one more"), "message_rate_exceeded", "1");
    waitFor(Duration.ofMillis(1));
    assertEquals(1, allowedPosts(alpha, 2));
  }

  @Test
  void everySenderHasTheirOwnLimit() {
    allowedPosts(alpha, 61);

    assertEquals(60, allowedPosts(beta, 61));
  }

  @Test
  void aRequestRefusedForAnotherReasonDoesNotCount() {
    SampleUser stranger = system.signUp("stranger");
    for (int i = 0; i < 70; i++) {
      assertEquals(422, post(alpha, " ").send().status());
      assertEquals(404, post(stranger, "let me in").send().status());
    }

    assertEquals(Set.of("LIM#conversations#" + alpha.uuid()), system.table().usage().keySet());
    assertEquals(60, allowedPosts(alpha, 61));
  }

  @Test
  void aRetryWithAKeyDoesNotCount() {
    for (int i = 0; i < 70; i++) {
      assertEquals(200, post(alpha, "once").header("idempotency-key", "key").send().status());
    }

    assertEquals(59, allowedPosts(alpha, 61));
  }

  @Test
  void fiftyConcurrentCopiesUseTheLastAllowedMessage() throws Exception {
    allowedPosts(alpha, 59);

    List<FunctionResponse> responses =
        ConcurrentRuns.run(50, _ -> post(alpha, "once").header("idempotency-key", "key").send());

    assertEquals(1, Set.copyOf(responses).size());
    assertEquals(200, responses.getFirst().status());
    refuses(post(alpha, "one more"), "message_rate_exceeded", "1");
  }

  @Test
  void aRetryOfAWrittenPostIsNotRefused() {
    FunctionResponse sent = post(alpha, "once").header("idempotency-key", "key").send();
    allowedPosts(alpha, 60);

    assertEquals(200, sent.status());
    assertEquals(sent, post(alpha, "once").header("idempotency-key", "key").send());
    assertEquals(
        new FunctionResponse(
            422,
            Map.of("content-type", "application/json"),
            JsonText.array(JsonText.string("idempotency_key_reused"))),
        post(alpha, "another").header("idempotency-key", "key").send());
    refuses(post(alpha, "once").header("idempotency-key", "new"), "message_rate_exceeded", "1");
  }

  @Test
  void aRetryOfAWrittenStartIsNotRefused() {
    FunctionResponse started = start(alpha, beta).header("idempotency-key", "key").send();
    for (int i = 0; i < 60; i++) {
      waitFor(ONE_MICROSECOND);
      start(alpha, beta).send();
    }

    assertEquals(200, started.status());
    assertEquals(started, start(alpha, beta).header("idempotency-key", "key").send());
    refuses(start(alpha, beta).header("idempotency-key", "new"), "message_rate_exceeded", "1");
  }

  @Test
  void anExpiredKeyIsRefusedLikeANewOne() {
    post(alpha, "once").header("idempotency-key", "key").send();
    waitFor(Duration.ofDays(2));
    allowedPosts(alpha, 60);

    refuses(post(alpha, "once").header("idempotency-key", "key"), "message_rate_exceeded", "1");
  }

  @Test
  void twentyConversationsAreABurstAndTheNextIsRefused() {
    List<SampleUser> others = signUp(21);
    waitFor(Duration.ofMinutes(10));
    others.subList(0, 20).forEach(other -> system.start(alpha, other, "hello"));

    refuses(start(alpha, others.get(20)), "message_group_rate_exceeded", "10");
    waitFor(Duration.ofSeconds(10));
    system.start(alpha, others.get(20), "hello");
  }

  @Test
  void aPostIntoAnExistingConversationIsNotAStart() {
    for (int i = 0; i < 30; i++) {
      waitFor(ONE_MICROSECOND);
      assertEquals(group, system.start(alpha, beta, "hello again"));
    }

    List<SampleUser> others = signUp(20);
    others.forEach(other -> system.start(alpha, other, "hello"));
  }

  @Test
  void aStartCountsAsAMessageToo() {
    List<SampleUser> others = signUp(3);
    for (int i = 0; i < 60; i++) {
      waitFor(ONE_MICROSECOND);
      system.start(alpha, i < 2 ? others.get(i) : beta, "hello");
    }

    refuses(start(alpha, others.get(2)), "message_rate_exceeded", "1");
    refuses(start(alpha, beta), "message_rate_exceeded", "1");
  }

  @Test
  void aRefusedPostWritesNoPairForALegacyGroup() {
    SampleUser gamma = system.signUp("gamma");
    system
        .table()
        .putItem(
            Map.of(
                "pk", "GRP#" + alpha.uuid(),
                "sk", "2025-12-31T23:59:59",
                "message_group_uuid", "d4d4d4d4-0000-4000-8000-00000000000a",
                "message", "from before",
                "user_uuid", gamma.uuid(),
                "user_handle", "gamma",
                "user_display_name", "Sample gamma"));
    allowedPosts(alpha, 61);

    refuses(
        system.createMessage(alpha, JsonText.object("handle", "gamma", "message", "hello")),
        "message_rate_exceeded",
        "1");
  }

  @Test
  void fortyLookupsFromOneAddressAreABurstAndTheNextIsRefused() {
    for (int i = 0; i < 40; i++) {
      assertEquals(200, system.showUserShort("@alpha").send().status());
    }

    refuses(system.showUserShort("@alpha"), "user_rate_exceeded", "2");
    refuses(system.showUserShort("@nobody"), "user_rate_exceeded", "2");
    assertEquals(404, system.showUserShort("no handle").send().status());
    assertEquals(200, lookup("198.51.100.7"));
    waitFor(Duration.ofSeconds(2));
    assertEquals(200, lookup("192.0.2.1"));
  }

  @Test
  void lookupsOfUnknownHandlesCountAndOfInvalidHandlesDoNot() {
    for (int i = 0; i < 40; i++) {
      assertEquals(404, system.showUserShort("@nobody").send().status());
      assertEquals(404, system.showUserShort("alpha").send().status());
    }

    refuses(system.showUserShort("@alpha"), "user_rate_exceeded", "2");
  }

  @Test
  void allAddressesOfAnIpv6NetworkShareALimit() {
    for (int i = 0; i < 40; i++) {
      assertEquals(200, lookup("2001:db8:0:1::" + i));
    }

    assertEquals(429, lookup("2001:db8:0:1:ffff::"));
    assertEquals(200, lookup("2001:db8:0:2::"));
  }

  @Test
  void onlyADigestOfAnAddressIsStored() {
    lookup("192.0.2.1");

    assertEquals(
        List.of("LIM#lookups#ex0OpmGYo-sV-mZIUudIuSd1fWeUzIj9fUI173oRLuo"),
        system.table().usage().keySet().stream().filter(pk -> pk.contains("lookups")).toList());
  }

  /** The functions of the two routes count as two instances. */
  @Test
  void aFloodAcrossTwoInstancesIsLimited() {
    int allowed = 0;
    for (int i = 0; i < 300; i++) {
      ApiCall call = i % 2 == 0 ? post(alpha, "flood") : start(alpha, beta);
      allowed += call.send().status() == 200 ? 1 : 0;
      waitFor(Duration.ofMillis(100));
    }

    assertTrue(allowed >= 90, () -> "Fewer than the limit allows");
    assertTrue(allowed <= 90 + 10, () -> "More than the limit allows");
  }

  @Test
  void aRestartDoesNotResetALimit() {
    allowedPosts(alpha, 61);

    system.restart();

    refuses(post(alpha, "one more"), "message_rate_exceeded", "1");
  }

  @Test
  void aClockSetBackDoesNotChangeALimit() {
    allowedPosts(alpha, 30);
    waitFor(Duration.ofHours(-1));

    assertEquals(30, allowedPosts(alpha, 31));
    waitFor(Duration.ofSeconds(1));
    assertEquals(1, allowedPosts(alpha, 2));
  }

  @Test
  void withoutUsageRowsEachInstanceLimitsAloneAndLogsItOnce() {
    system
        .rows()
        .intercept((request, table) -> {
          if (request instanceof Request.Count) {
            throw new RowsUnavailableException("the table is unavailable", null);
          }
          return table.get();
        });

    system.log().takeLines();
    try (CapturedOutput output = new CapturedOutput()) {
      assertEquals(60, allowedPosts(alpha, 61));
      assertEquals("", output.text());
    }

    List<String> warnings =
        system.log().takeLines().stream().filter(line -> line.contains("\"message\"")).toList();
    assertEquals(1, warnings.size(), () -> String.join("\n", warnings));
    String warning = warnings.getFirst();
    assertTrue(
        warning.startsWith(
            "{\"level\":\"WARN\",\"message\":\"rate limits apply per instance, because usage could not be reported\""),
        warning);
    assertFalse(warning.contains(alpha.uuid()), warning);
  }

  @Test
  void usageCostsOneRequestForFiveMessagesBelowTheLimit() {
    system.rows().takeRequests();
    for (int i = 0; i < 100; i++) {
      system.post(alpha, group, "number " + i);
      waitFor(Duration.ofSeconds(1));
    }

    List<String> counts = new ArrayList<>(system.rows().takeNames());
    counts.removeIf(name -> !name.equals("count"));
    assertEquals(15, counts.size());
  }

  // --------------------------------------------------------------------------------------------------------- helpers

  private void waitFor(Duration time) {
    system.clock().advance(time);
  }

  private List<SampleUser> signUp(int users) {
    List<SampleUser> signedUp = new ArrayList<>();
    for (int i = 1; i <= users; i++) {
      signedUp.add(system.signUp("user_" + i));
    }
    return signedUp;
  }

  private ApiCall post(SampleUser sender, String text) {
    return system.createMessage(
        sender, JsonText.object("message_group_uuid", group, "message", text));
  }

  private ApiCall start(SampleUser sender, SampleUser receiver) {
    return system.createMessageGroup(
        sender, JsonText.object("handle", receiver.handle(), "message", "hello"));
  }

  /** Sends posts and returns how many are allowed. */
  private int allowedPosts(SampleUser sender, int posts) {
    int allowed = 0;
    for (int i = 0; i < posts; i++) {
      waitFor(ONE_MICROSECOND);
      allowed += post(sender, "number " + i).send().status() == 200 ? 1 : 0;
    }
    return allowed;
  }

  private int lookup(String address) {
    return system.showUserShort("@alpha").from(address).send().status();
  }

  private void refuses(ApiCall call, String code, String retryAfter) {
    var before = system.table().items();
    assertEquals(
        new FunctionResponse(
            429,
            Map.of("content-type", "application/json", "retry-after", retryAfter),
            JsonText.array(JsonText.string(code))),
        call.send());
    assertEquals(before, system.table().items());
  }
}
