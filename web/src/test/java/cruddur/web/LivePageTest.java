package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** The page with live events: what happens is shown without a request. */
@ExtendWith(BrowserExtension.class)
class LivePageTest {

  private static final String LIST = "GET /api/message_groups";
  private static final String MESSAGES = "GET /api/messages/*";

  private static PageUnderTest system;

  @BeforeAll
  static void start() {
    system = PageUnderTest.startLive("texts");
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  /** Signs in, and waits until the page polls once a minute because its subscription holds. */
  private static HeldTimers live(MessengerPage page, Network network, String handle) {
    HeldTimers polls = new HeldTimers(page, HeldTimers.SAFETY_POLL_MS);
    page.at(network).signIn(handle);
    polls.awaitCount(1);
    return polls;
  }

  private static int reads(Network network) {
    return network.count(LIST) + network.count(MESSAGES);
  }

  @Test
  void aMessageIsShownAndMovesTheListWithoutARequest(MessengerPage page) {
    String group = system.conversation("live_a", "live_b", "first");
    system.signUp("live_c", "live_c");
    system.start("live_c", "live_a", "on top");
    try (Network network = new Network(system.address())) {
      HeldTimers polls = live(page, network, "live_a");
      page.openConversation("live_b").readsLast("first");
      polls.awaitCount(1);
      int before = reads(network);

      system.send("live_b", group, "now");

      page.readsLast("first", "now");
      page.awaitEquals(List.of("live_b: now", "live_c: on top"), page::conversations);
      assertEquals(before, reads(network));
    }
  }

  @Test
  void anUnreadMessageIsCountedWithoutARequest(MessengerPage page) {
    String group = system.conversation("live_d", "live_e", "first", "second");
    try (Network network = new Network(system.address())) {
      live(page, network, "live_e");
      page.awaitEquals(List.of("2"), page::unreadCounts);
      int before = reads(network);

      system.send("live_d", group, "third");

      page.awaitEquals(List.of("3"), page::unreadCounts);
      assertEquals(before, reads(network));
    }
  }

  @Test
  void aMessageOfOnesOwnFromAnotherDeviceIsShown(MessengerPage page) {
    String group = system.conversation("live_f", "live_g", "first");
    try (Network network = new Network(system.address())) {
      HeldTimers polls = live(page, network, "live_f");
      page.openConversation("live_g").readsLast("first");
      polls.awaitCount(1);

      system.send("live_f", group, "from my phone");

      page.readsLast("first", "from my phone");
      page.awaitEquals(List.of("live_g: from my phone"), page::conversations);
    }
  }

  @Test
  void whatIsReadOnOneDeviceIsReadOnTheOtherWithoutARequest(
      MessengerPage phone, MessengerPage desk) {
    system.conversation("live_h", "live_i", "first");
    try (Network network = new Network(system.address())) {
      live(desk, network, "live_i");
      desk.awaitEquals(List.of("1"), desk::unreadCounts);
      int before = reads(network);

      phone.at(system.address()).signIn("live_i").openConversation("live_h").readsLast("first");

      desk.awaitEquals(List.of(""), desk::unreadCounts);
      assertEquals(before, reads(network));
    }
  }

  @Test
  void anIdlePageSendsNothingButASafetyPollOfBothListsOnceAMinute(MessengerPage page) {
    system.conversation("live_j", "live_k", "first");
    try (Network network = new Network(system.address())) {
      HeldTimers polls = live(page, network, "live_j");
      page.openConversation("live_k").readsLast("first");
      polls.awaitCount(1);
      int before = network.count();

      polls.end();

      polls.awaitCount(1);
      assertEquals(before + 2, network.count());
    }
  }

  @Test
  void whatWasMissedWhileTheConnectionWasLostIsShown(MessengerPage page) {
    String group = system.conversation("live_l", "live_m", "first");
    try (Network network = new Network(system.address())) {
      live(page, network, "live_l");
      page.openConversation("live_m").readsLast("first");

      system.cutLiveConnections();
      List<String> missed =
          IntStream.rangeClosed(1, 50)
              .boxed()
              .flatMap(i -> Stream.of("live_l " + i, "live_m " + i))
              .toList();
      missed.forEach(text -> system.send(text.substring(0, 6), group, text));

      page.readsLast(missed.toArray(String[]::new));
      assertEquals(Stream.concat(Stream.of("first"), missed.stream()).toList(), page.messages());
    }
  }

  @Test
  void whatWasMissedIsLoadedOnAHiddenPageToo(MessengerPage page) {
    String group = system.conversation("live_x", "live_y", "first");
    try (Network network = new Network(system.address())) {
      live(page, network, "live_x");
      page.openConversation("live_y").readsLast("first");
      UnreadTest.hide(page);

      system.cutLiveConnections();
      system.send("live_y", group, "missed");

      page.readsLast("first", "missed");
    }
  }

  @Test
  void aMessageFromAnotherDeviceIsShownWhileOneIsSentOrHasFailed(MessengerPage page) {
    String group = system.conversation("live_1", "live_2", "first");
    CountDownLatch released = new CountDownLatch(1);
    try (Network network = new Network(system.address())) {
      live(page, network, "live_1");
      page.openConversation("live_2").readsLast("first");
      network.next(
          "POST /api/messages",
          Network.refused(422, "[\"message_exceed_max_chars\"]"),
          new Network.Disposition.Held(released));
      try {
        page.write("refused");
        page.awaitEquals(List.of("failed"), () -> page.statesOf("refused"));
        system.send("live_1", group, "from my phone");
        page.readsLast("first", "from my phone", "refused");

        page.write("held");
        page.awaitEquals(List.of("sending"), () -> page.statesOf("held"));
        system.send("live_1", group, "from my tablet");
        page.await(() -> page.messages().contains("from my tablet"));
      } finally {
        // The network waits for what it holds before it closes.
        released.countDown();
      }
    }
  }

  @Test
  void aSignalLetsThePageReadWhatIsNew(MessengerPage page) {
    try (PageUnderTest signals = PageUnderTest.startLive("signals");
        Network network = new Network(signals.address())) {
      String group = signals.conversation("live_r", "live_s", "first");
      HeldTimers polls = live(page, network, "live_r");
      page.openConversation("live_s").readsLast("first");
      polls.awaitCount(1);
      int before = reads(network);

      signals.send("live_s", group, "now");

      page.readsLast("first", "now");
      assertTrue(reads(network) > before);
      page.at(system.address()).open("");
    }
  }

  @Test
  void withoutLiveEventsThePagePolls(MessengerPage page) {
    String group = system.conversation("live_n", "live_o", "first");
    try (Network network = new Network(system.address())) {
      network.next("GET /api/me", new Network.Disposition.Refused(404, Map.of(), "{}"));
      page.at(network).signIn("live_n").openConversation("live_o").readsLast("first");
      int before = reads(network);

      system.send("live_o", group, "now");

      page.readsLast("first", "now");
      assertTrue(reads(network) > before);
    }
  }

  /** Replies to each subscription with an error, or ends each connection. */
  private static final String FAILING_SOCKETS =
      """
      window.sockets = 0;
      window.WebSocket = class {
        constructor() {
          window.sockets += 1;
          setTimeout(() => "MESSAGE" ? this.onopen() : this.onclose());
        }
        send(text) {
          const replies = {
            connection_init: { type: "connection_ack", connectionTimeoutMs: 300000 },
            subscribe: { type: "subscribe_error", id: "1", errors: [{ errorType: "Refused", message: "MESSAGE" }] },
          };
          setTimeout(() => this.onmessage({ data: JSON.stringify(replies[JSON.parse(text).type]) }));
        }
        close() {}
      };
      """;

  @ParameterizedTest
  @ValueSource(strings = {"channel_refused", "Token has expired.", ""})
  void whileLiveEventsAreRefusedOrDownThePagePollsAndSaysNothing(
      String message, MessengerPage page) {
    String user = "live_t" + message.length();
    String group = system.conversation(user, user + "_other", "first");
    page.beforeLoading(FAILING_SOCKETS.replace("MESSAGE", message));
    page.at(system.address()).signIn(user).openConversation(user + "_other").readsLast("first");
    page.await(() -> (long) page.run("return window.sockets") > 0);

    system.send(user + "_other", group, "now");

    page.readsLast("first", "now");
    page.awaitEquals(List.of(user + "_other: now"), page::conversations);
    assertEquals(
        true,
        page.run(
            "return document.querySelectorAll('#connection[hidden], #failure[hidden]').length === 2"));
  }

  @Test
  void whatIsReadOnAnotherDeviceIsNotNotifiedOfOrNoLonger(MessengerPage page) {
    String group = system.conversation("live_v", "live_w", "first");
    try (Network network = new Network(system.address())) {
      page.beforeLoading(UnreadTest.RECORDER);
      page.allow("notifications");
      HeldTimers notices = new HeldTimers(page, HeldTimers.NOTIFYING_MS);
      live(page, network, "live_v");
      page.click(UnreadTest.BELL);
      page.awaitEquals(
          "true", () -> page.driver().findElement(UnreadTest.BELL).getDomAttribute("aria-pressed"));
      UnreadTest.hide(page);
      system.send("live_w", group, "second");
      notices.awaitCount(1);

      system.markRead("live_v", group);
      page.awaitEquals(List.of(""), page::unreadCounts);
      notices.end();
      system.send("live_w", group, "third");
      notices.end();
      page.awaitEquals(List.of("live_w: third"), () -> UnreadTest.shown(page));
      system.markRead("live_v", group);

      page.awaitEquals(List.of(), () -> UnreadTest.shown(page));
    }
  }

  @Test
  void aVisibleConversationIsNotNotifiedOfWithoutTheFocus(MessengerPage page) {
    String group = system.conversation("live_3", "live_4", "first");
    try (Network network = new Network(system.address())) {
      page.beforeLoading(UnreadTest.RECORDER);
      page.allow("notifications");
      HeldTimers notices = new HeldTimers(page, HeldTimers.NOTIFYING_MS);
      live(page, network, "live_3");
      page.click(UnreadTest.BELL);
      page.openConversation("live_4").readsLast("first");
      page.run("document.hasFocus = () => false");

      system.send("live_4", group, "seen");
      page.readsLast("first", "seen");
      notices.end();

      assertEquals(List.of(), UnreadTest.shown(page));
    }
  }

  @Test
  void signingOutEndsTheConnection(MessengerPage page) {
    system.conversation("live_p", "live_q", "first");
    try (Network network = new Network(system.address())) {
      // A browser may still have connections of pages that earlier tests have left.
      system.cutLiveConnections();
      live(page, network, "live_p");
      assertEquals(1, system.liveConnections());

      page.click(By.id("sign-out"));

      page.awaitEquals(0, system::liveConnections);
      page.await(() -> page.present(By.cssSelector("#sign-in:not([hidden])")));
    }
  }
}
