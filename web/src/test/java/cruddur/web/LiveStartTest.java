package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A conversation that is being started while live events tell what is new. */
@ExtendWith(BrowserExtension.class)
class LiveStartTest {

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
  private static HeldTimers live(MessengerPage page, String handle) {
    HeldTimers polls = new HeldTimers(page, HeldTimers.SAFETY_POLL_MS);
    page.at(system.address()).signIn(handle);
    polls.awaitCount(1);
    return polls;
  }

  @Test
  void aReplyInAConversationJustStartedIsShownByItsEvent(MessengerPage page) {
    system.signUp("start_a", "start_a");
    system.signUp("start_b", "start_b");
    try (Network network = new Network(system.address())) {
      HeldTimers polls = new HeldTimers(page, HeldTimers.SAFETY_POLL_MS);
      page.at(network).signIn("start_a").open("#/new/start_b").write("hello");
      page.awaitEquals(List.of("sent"), page::states);
      page.awaitEquals(List.of("start_b: hello"), page::conversations);
      polls.awaitCount(1);
      page.await(() -> network.pending() == 0);
      int before = network.count("GET /api/messages/*");

      system.send("start_b", system.groups("start_b").getFirst(), "reply");

      page.readsLast("hello", "reply");
      assertEquals(before, network.count("GET /api/messages/*"));
    }
  }

  @Test
  void aConversationThatTheOtherUserStartsMeanwhileIsOpened(MessengerPage page) {
    system.signUp("start_c", "start_c");
    system.signUp("start_d", "start_d");
    HeldTimers polls = live(page, "start_c");
    page.open("#/new/start_d").see("Nothing has been written yet");
    polls.awaitCount(1);

    String group = system.start("start_d", "start_c", "first");

    page.awaitEquals("#/messages/" + group, page::hash);
    page.readsLast("first");
  }
}
