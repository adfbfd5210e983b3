package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/** Messages and names with markup, of any script and length. */
@ExtendWith(BrowserExtension.class)
class TextsTest {

  private static final String MARKUP =
      "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>"
          + "<svg onload='window.broken=1'><a href=\"javascript:window.broken=1\">x</a>&lt;b&gt;";

  private static final String NAME = "<img src=x onerror=\"window.broken=1\">";

  @Test
  void markupIsShownAsText(MessengerPage ulmus, PageUnderTest system) {
    system.signUp("ulmus_w", NAME);
    system.signUp("viola_w", NAME);
    system.start("viola_w", "ulmus_w", MARKUP);
    ulmus.signIn("ulmus_w").openConversation("viola_w").write(MARKUP);

    ulmus.readsLast(MARKUP, MARKUP);
    ulmus.see(By.cssSelector(".pane-head"), NAME);
    ulmus.see(By.id("me"), NAME);
    ulmus.awaitEquals(List.of("viola_w: " + MARKUP), ulmus::conversations);
    assertEquals(
        List.of(),
        ulmus.texts("#messenger img, #messenger script, #messenger a[href^=javascript]"));
    assertNull(ulmus.run("return window.broken"));
  }

  @Test
  void theContentSecurityPolicyBlocksInjectedCode(MessengerPage wisteria) {
    wisteria.open("");
    wisteria.run(
        """
        window.refused = [];
        const attempt = (act) => { try { act(); } catch (error) { window.refused.push(error.name); } };
        attempt(() => { document.body.innerHTML = "<img src=x onerror='window.broken=1'>"; });
        attempt(() => { document.createElement("script").textContent = "window.broken = 1"; });
        attempt(() => { setTimeout("window.broken = 1", 0); });
        """);

    assertEquals(
        List.of("TypeError", "TypeError", "TypeError"), wisteria.run("return window.refused"));
    assertNull(wisteria.run("return window.broken"));
  }

  @Test
  void textsOfAnyScriptAndLengthStayInTheirColumns(MessengerPage yew, PageUnderTest system) {
    system.conversation(
        "yew_w",
        "zebra_w",
        "شكراً جزيلاً، نلتقي غداً",
        "好多了。下坡还是慢，但不再疼了。",
        "👩‍👩‍👧‍👦".repeat(100),
        "W".repeat(1024),
        "https://example.com/" + "a-very-long-path/".repeat(50),
        "zalgo " + "e\u0301\u0302\u0303\u0304\u0305\u0306".repeat(40));
    yew.signIn("yew_w");
    for (int width : new int[] {320, 390, 768, 1280, 1920}) {
      yew.resize(width, 700, width < 500);
      yew.open("#/").openConversation("zebra_w");
      yew.await(() -> yew.messages().size() == 6);
      assertEquals(List.of(), yew.run(OVERFLOWING_ELEMENTS), "at " + width + " pixels");
    }
    // Each text has its own direction.
    assertEquals(
        "rtl",
        yew.run(
            "return getComputedStyle(document.querySelector('.message .bubble')).unicodeBidi === 'plaintext'"
                + " && document.querySelector('.message .bubble').dir === 'auto' ? 'rtl' : 'ltr'"));
  }

  /** Fonts may draw emoji in the color of the text. */
  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void emojiAloneAreVisible(String colorScheme, MessengerPage yarrow, PageUnderTest system)
      throws IOException {
    String handle = "yarrow_" + colorScheme;
    system.conversation(handle, handle + "_2", "before");
    yarrow.prefers(colorScheme);
    yarrow.signIn(handle).openConversation(handle + "_2");
    for (String emoji : List.of("😀", "❤️", "🏔️", "⛵☀️")) {
      yarrow.write(emoji);
    }
    yarrow.awaitEquals(List.of("sent", "sent", "sent", "sent", "sent"), yarrow::states);

    assertEmojiAreVisible(yarrow);
    // The font of texts draws them in one color.
    yarrow.run("document.documentElement.style.setProperty('--font', 'DejaVu Sans')");
    assertEmojiAreVisible(yarrow);
    // There is no other font for them.
    yarrow.run("document.documentElement.style.setProperty('--emoji-font', 'DejaVu Sans')");
    assertEmojiAreVisible(yarrow);
  }

  private static void assertEmojiAreVisible(MessengerPage page) throws IOException {
    for (WebElement bubble : page.driver().findElements(By.cssSelector(".emoji .bubble"))) {
      assertTrue(visiblePixels(bubble) > 100, bubble.getText());
    }
  }

  /** The number of pixels that differ clearly from the first one, which is background. */
  private static long visiblePixels(WebElement element) throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(element.getScreenshotAs(OutputType.BYTES)));
    Color back = new Color(image.getRGB(0, 0));
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .mapToObj(i -> new Color(image.getRGB(i % image.getWidth(), i / image.getWidth())))
        .filter(pixel ->
            Math.abs(pixel.getRed() - back.getRed())
                    + Math.abs(pixel.getGreen() - back.getGreen())
                    + Math.abs(pixel.getBlue() - back.getBlue())
                > 90)
        .count();
  }

  @Test
  void marksThatPileUpStayInTheirBubble(MessengerPage zinnia, PageUnderTest system) {
    String marks = "\u0300\u0316\u0301\u0317".repeat(40);
    system.conversation("zizia_w", "acacia_w", "above", "e" + marks + "a" + marks, "below");
    zinnia.signIn("acacia_w").openConversation("zizia_w");
    zinnia.await(() -> zinnia.messages().size() == 3);
    List<byte[]> with = neighbors(zinnia);

    zinnia.run("document.querySelectorAll('.bubble')[1].style.visibility = 'hidden'");

    List<byte[]> without = neighbors(zinnia);
    assertArrayEquals(without.getFirst(), with.getFirst());
    assertArrayEquals(without.getLast(), with.getLast());
  }

  private static List<byte[]> neighbors(MessengerPage page) {
    List<WebElement> bubbles = page.driver().findElements(By.cssSelector(".bubble"));
    return Stream.of(bubbles.getFirst(), bubbles.getLast())
        .map(bubble -> bubble.getScreenshotAs(OutputType.BYTES))
        .toList();
  }

  /** Visible elements that overflow the window or their bubble. */
  private static final String OVERFLOWING_ELEMENTS =
      """
      const wide = [...document.querySelectorAll("body *")].filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (left < -1 || right > innerWidth + 1);
      });
      const spilling = [...document.querySelectorAll(".bubble, .log, .composer")]
        .filter((element) => element.scrollWidth > element.clientWidth + 1);
      return [...wide, ...spilling].map((element) => element.tagName + "." + element.className);
      """;

  /** A name in a title, a question or a notice does not cover what is around it. */
  @Test
  void marksThatPileUpOnANameAreClipped(MessengerPage page, PageUnderTest system) {
    String name = "e" + "\u0300\u0316\u0301\u0317".repeat(12);
    system.signUp("zinnia_n", "Zinnia");
    system.signUp("aster_n", name);
    page.signIn("zinnia_n").open("#/new/aster_n").see("Nothing has been written yet");
    assertClipped(page, ".empty-state h1");
    page.write("hello");
    page.awaitEquals(List.of("sent"), page::states);

    page.chooseFromMenu("Clear conversation …");
    assertClipped(page, "dialog p");
    page.press(Keys.ESCAPE);
    page.chooseFromMenu("Hide conversation");
    page.see(By.id("snackbar"), "hidden");
    assertClipped(page, "#snackbar span");
  }

  private static void assertClipped(MessengerPage page, String selector) {
    assertEquals(
        "clip",
        page.run(
            "return getComputedStyle(document.querySelector(arguments[0])).overflowY", selector),
        selector);
  }
}
