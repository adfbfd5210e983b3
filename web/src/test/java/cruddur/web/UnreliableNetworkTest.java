package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.faults.FaultSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two users of the page of {@code bin/up --faults}: requests and responses of API and DynamoDB are
 * lost, cut, refused and late.
 */
@ExtendWith(BrowserExtension.class)
class UnreliableNetworkTest {

  /** Of each user, so that all messages fit one page. */
  private static final int MESSAGES = 9;

  private static final FaultSettings FAULTS = new FaultSettings(0.15, 7, Duration.ofMillis(300));

  @Test
  void noMessageIsLostOrDuplicated(MessengerPage arum, MessengerPage balm) {
    try (PageUnderTest system = PageUnderTest.start(PageUnderTest.TEMPLATE, Optional.of(FAULTS))) {
      system.signUp("arum_w", "Arum");
      system.signUp("balm_w", "Balm");
      arum.at(system.address()).signIn("arum_w").open("#/new/balm_w");
      balm.at(system.address()).signIn("balm_w");

      List<String> arums = write(arum, "from Arum ");
      balm.openConversation("arum_w");
      List<String> balms = write(balm, "from Balm ");

      for (MessengerPage page : List.of(arum, balm)) {
        page.await(() -> page.states().stream().allMatch("sent"::equals));
      }
      for (MessengerPage page : List.of(arum, balm)) {
        page.awaitEquals(arums, () -> startingWith(page.messages(), "from Arum"));
        page.awaitEquals(balms, () -> startingWith(page.messages(), "from Balm"));
      }
      system.endFaults();
      List<String> all = arum.messages();
      assertEquals(all, balm.messages());
      assertEquals(all, system.messages("arum_w", system.groups("balm_w").getFirst()));
      arum.awaitEquals(List.of("balm_w: " + all.getLast()), arum::conversations);
      balm.awaitEquals(List.of("arum_w: " + all.getLast()), balm::conversations);
    }
  }

  private static List<String> write(MessengerPage page, String prefix) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      texts.add(prefix + i);
      page.typeWhereFocused(texts.getLast());
    }
    return texts;
  }

  private static List<String> startingWith(List<String> messages, String text) {
    return messages.stream().filter(message -> message.startsWith(text)).toList();
  }
}
