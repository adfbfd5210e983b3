package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people at the page while every fifth request, answer or service fails. */
@ExtendWith(InChromium.class)
class BadWeatherTest {

  /** Of each, so that all of them are one page. */
  private static final int MESSAGES = 9;

  private static final Network.Fate UNAVAILABLE = Network.refused(503, "[\"service_unavailable\"]");
  private static final List<Network.Fate> FAULTS =
      List.of(Network.IS_LOST, Network.LOSES_ITS_ANSWER, UNAVAILABLE);

  @Test
  void nothingIsLostAndNothingDoubled(Visitor arum, Visitor balm, PageUnderTest system) {
    system.signUp("arum_w", "Arum");
    system.signUp("balm_w", "Balm");
    Random random = new Random(7);
    try (Network network = new Network(system.address())) {
      network.rest(kind ->
          kind.contains(" /api/") && random.nextInt(5) == 0
              ? FAULTS.get(random.nextInt(FAULTS.size()))
              : Network.PASSES);
      arum.at(network).signIn("arum_w").open("#/new/balm_w");
      balm.at(network).signIn("balm_w");

      List<String> arums = write(arum, "from Arum ");
      balm.converseWith("arum_w");
      List<String> balms = write(balm, "from Balm ");

      for (Visitor visitor : List.of(arum, balm)) {
        visitor.await(() -> visitor.states().stream().allMatch("sent"::equals));
      }
      for (Visitor visitor : List.of(arum, balm)) {
        visitor.awaitEquals(arums, () -> beginning(visitor.messages(), "from Arum"));
        visitor.awaitEquals(balms, () -> beginning(visitor.messages(), "from Balm"));
      }
      List<String> all = arum.messages();
      assertEquals(all, balm.messages());
      assertEquals(all, system.messages("arum_w", system.groups("balm_w").getFirst()));
      arum.awaitEquals(List.of("balm_w: " + all.getLast()), arum::conversations);
      balm.awaitEquals(List.of("arum_w: " + all.getLast()), balm::conversations);
    }
  }

  private static List<String> write(Visitor visitor, String beginning) {
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
