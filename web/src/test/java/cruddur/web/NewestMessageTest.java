package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the user does with the newest message stays when the next one follows. */
@ExtendWith(BrowserExtension.class)
class NewestMessageTest {

  private static final String TEXT = "the code is 123456 https://example.com/a";

  private static final String SELECT =
      """
      const range = document.createRange();
      range.selectNodeContents([...document.querySelectorAll(".bubble")].at(-1));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      """;

  @Test
  void selectionTimeAndFocusStay(MessengerPage anton, PageUnderTest system) {
    String group = system.conversation("bella_nm", "anton_nm", "hello", TEXT);
    anton.signIn("anton_nm").openConversation("bella_nm").readsLast("hello", TEXT);
    anton.run("[...document.querySelectorAll('.bubble')].at(-1).click()");
    anton.run(SELECT + "document.querySelector('.bubble a').focus({ preventScroll: true })");
    anton.run(SELECT);

    system.send("bella_nm", group, "more");

    anton.readsLast("hello", TEXT, "more");
    assertEquals(TEXT, anton.run("return getSelection().toString()"));
    assertEquals("https://example.com/a", anton.focused());
    assertEquals(List.of(TEXT), anton.texts(".shows-time .bubble"));
    assertEquals(1, anton.texts(".shows-time .aside").size());
    assertEquals(List.of("more"), anton.texts(".message.theirs.ends .bubble"));
  }

  @Test
  void theSelectionInAnOwnMessageStaysWhenItIsDelivered(MessengerPage carla, PageUnderTest system) {
    system.conversation("carla_nm", "denis_nm", "before");
    carla.signIn("carla_nm").openConversation("denis_nm").readsLast("before");
    carla.offline(true);
    carla.write("own");
    carla.awaitEquals(List.of("sent", "waiting"), carla::states);
    carla.run(SELECT);

    carla.offline(false);

    carla.awaitEquals(List.of("sent", "sent"), carla::states);
    assertEquals("own", carla.run("return getSelection().toString()"));
    carla.awaitEquals(
        List.of("You: ", "You: "), () -> carla.texts(".message.mine > .visually-hidden"));
  }
}
