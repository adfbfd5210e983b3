package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Conversations that are started, and the list of them. */
@ExtendWith(BrowserExtension.class)
class NewConversationTest {

  @Test
  void anExistingConversationIsOpened(MessengerPage fir, PageUnderTest system) {
    String group = system.conversation("fir_w", "gorse_w", "before");
    fir.signIn("fir_w").open("#/new/gorse_w");

    fir.awaitEquals("#/messages/" + group, fir::hash);
    fir.readsLast("before");
  }

  @Test
  void theFocusStaysInTheComposerOnAPhoneWhenTheConversationStarts(
      MessengerPage medick, PageUnderTest system) {
    system.signUp("medick_w", "Medick");
    system.signUp("mullein_w", "Mullein");
    medick.resize(390, 780, true);
    medick.signIn("medick_w").open("#/new/mullein_w");
    medick.write("one");
    medick.await(() -> medick.hash().startsWith("#/messages/"));

    medick.typeWhereFocused("two");

    medick.readsLast("one", "two");
  }

  /** Messages are sent every few milliseconds, also between the start and the change of address. */
  @Test
  void messagesWrittenWhileTheConversationStartsKeepTheirOrder(
      MessengerPage rue, PageUnderTest system) {
    system.signUp("rue_w", "Rue");
    system.signUp("sage_w", "Sage");
    rue.signIn("rue_w").open("#/new/sage_w").see("Nothing has been written yet");

    rue.run(
        """
        let count = 0;
        const timer = setInterval(() => {
          const box = document.querySelector(".composer textarea");
          if (box === null || count === 40) {
            return;
          }
          box.value = `line ${count}`;
          box.dispatchEvent(new Event("input", { bubbles: true }));
          box.form.requestSubmit();
          count += 1;
        }, 3);
        """);

    List<String> lines = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
    rue.awaitEquals(lines, rue::messages);
    rue.await(() -> rue.states().stream().allMatch("sent"::equals));
    assertEquals(lines, system.messages("sage_w", system.groups("rue_w").getFirst()));
    assertEquals("", rue.value(By.cssSelector(".composer textarea")));
  }

  @Test
  void aDraftMovesIntoTheConversationThatItsMessageStarted(
      MessengerPage teasel, PageUnderTest system) {
    system.signUp("teasel_w", "Teasel");
    system.signUp("vervain_w", "Vervain");
    try (Network network = new Network(system.address())) {
      teasel.at(network).signIn("teasel_w").open("#/new/vervain_w");
      network.next("POST /api/message_groups", Network.REQUEST_LOST);
      teasel.write("first").type(By.cssSelector(".composer textarea"), "unfinished");

      teasel.await(() -> teasel.hash().startsWith("#/messages/"));
      teasel.awaitEquals("unfinished", () -> teasel.value(By.cssSelector(".composer textarea")));
    }
  }

  @Test
  void moreConversationsLoadOnScrollingOnly(MessengerPage nyssa, PageUnderTest system) {
    system.signUp("nyssa_w", "Nyssa");
    for (int i = 10; i < 40; i++) {
      system.signUp("friend" + i, "Friend " + i);
      system.start("friend" + i, "nyssa_w", "hello from " + i);
    }
    nyssa.resize(390, 600, true);
    nyssa.signIn("nyssa_w").openConversation("friend39").write("hello");
    nyssa.awaitEquals("friend39: hello", () -> nyssa.conversations().getFirst());
    assertEquals(20, nyssa.conversations().size());
    nyssa.resize(1280, 600, false);

    nyssa.await(() -> {
      nyssa.run(
          "const list = document.getElementById('conversations'); list.scrollTop = list.scrollHeight");
      return nyssa.conversations().size() == 30;
    });

    List<String> all = nyssa.conversations();
    assertEquals("friend39: hello", all.getFirst());
    assertEquals("friend10: hello from 10", all.getLast());
  }
}
