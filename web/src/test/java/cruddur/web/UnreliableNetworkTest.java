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
 * Two people at the page of {@code bin/up --faults}: requests and answers are lost, cut, refused
 * and late, and so is what the functions ask DynamoDB.
 */
@ExtendWith(BrowserExtension.class)
class UnreliableNetworkTest {

  /** Of each, so that all of them are one page. */
  private static final int MESSAGES = 9;

  private static final FaultSettings FAULTS = new FaultSettings(0.15, 7, Duration.ofMillis(300));

  @Test
  void nothingIsLostAndNothingDoubled(MessengerPage arum, MessengerPage balm) {
    try (PageUnderTest system = PageUnderTest.start(PageUnderTest.TEMPLATE, Optional.of(FAULTS))) {
      system.signUp("arum_w", "Arum");
      system.signUp("balm_w", "Balm");
      arum.at(system.address()).signIn("arum_w").open("#/new/balm_w");
      balm.at(system.address()).signIn("balm_w");

      List<String> arums = write(arum, "from Arum ");
      balm.converseWith("arum_w");
      List<String> balms = write(balm, "from Balm ");

      for (MessengerPage visitor : List.of(arum, balm)) {
        visitor.await(() -> visitor.states().stream().allMatch("sent"::equals));
      }
      for (MessengerPage visitor : List.of(arum, balm)) {
        visitor.awaitEquals(arums, () -> beginning(visitor.messages(), "from Arum"));
        visitor.awaitEquals(balms, () -> beginning(visitor.messages(), "from Balm"));
      }
      system.endFaults();
      List<String> all = arum.messages();
      assertEquals(all, balm.messages());
      assertEquals(all, system.messages("arum_w", system.groups("balm_w").getFirst()));
      arum.awaitEquals(List.of("balm_w: " + all.getLast()), arum::conversations);
      balm.awaitEquals(List.of("arum_w: " + all.getLast()), balm::conversations);
    }
  }

  private static List<String> write(MessengerPage visitor, String beginning) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      texts.add(beginning + i);
      visitor.keepTyping(texts.getLast());
    }
    return texts;
  }

  private static List<String> beginning(List<String> messages, String text) {
    return messages.stream().filter(message -> message.startsWith(text)).toList();
  }
}
