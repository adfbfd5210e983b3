package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page without a mouse. */
@ExtendWith(BrowserExtension.class)
class KeyboardTest {

  @Test
  void thePageWorksByKeyboardAlone(MessengerPage acer, PageUnderTest system) {
    system.signUp("acer_w", "Acer");
    system.signUp("beech_w", "Beech");
    system.start("beech_w", "acer_w", "hello");
    acer.open("");

    acer.tabTo("@acer_w");
    acer.press(Keys.ENTER);
    acer.see(By.id("me"), "@acer_w");
    acer.await(() -> acer.present(MessengerPage.conversation("beech_w")));
    acer.tabTo("@beech_w");
    acer.press(Keys.ENTER);
    acer.readsLast("hello");
    acer.awaitEquals("Message to Beech", acer::focused);
    acer.press("good day", Keys.chord(Keys.SHIFT, Keys.ENTER), "to you", Keys.ENTER);
    acer.readsLast("hello", "good day\nto you");
    acer.awaitEquals(List.of("sent"), acer::states);
    acer.awaitEquals("Message to Beech", acer::focused);

    acer.tabTo("New conversation");
    acer.press(Keys.ENTER);
    acer.awaitEquals("#/new", acer::hash);
    acer.press("noor_k");
    acer.see(By.id("found"), "Noor Kestrel");
    acer.press(Keys.ESCAPE);
    acer.awaitEquals("#/", acer::hash);

    acer.tabTo("Sign out");
    acer.press(Keys.ENTER);
    acer.see("Who are you?");
  }

  @Test
  void theFilterIsReachedFromAConversationInANarrowWindow(
      MessengerPage kalmia, PageUnderTest system) {
    system.conversation("kalmia_w", "lantana_w", "one");
    kalmia.resize(700, 800, false);
    kalmia.signIn("kalmia_w").openConversation("lantana_w").readsLast("one");

    kalmia.run("document.activeElement.blur()");
    kalmia.press("/");

    kalmia.awaitEquals("Filter conversations by name or handle", kalmia::focused);
    assertEquals("#/", kalmia.hash());
  }

  @Test
  void goingBackTwiceAtOnceStaysInThePage(MessengerPage galax, PageUnderTest system) {
    system.conversation("galax_w", "harebell_w", "one");
    galax.signIn("galax_w").openConversation("harebell_w").readsLast("one");

    galax.run("const back = document.querySelector('a.back'); back.click(); back.click();");
    galax.awaitEquals("#/", galax::hash);
    galax.press("n");
    galax.awaitEquals("#/new", galax::hash);
  }

  @Test
  void shortcutsOpenWhatTheyNameAndAreListed(MessengerPage dock, PageUnderTest system) {
    system.conversation("dock_w", "elder_w", "one");
    system.signUp("feverfew_w", "Feverfew");
    system.start("feverfew_w", "dock_w", "two");
    dock.signIn("dock_w").await(() -> dock.conversations().size() == 2);

    // The filter has the focus after signing in.
    dock.tabTo("@feverfew_w");
    dock.press("?");
    dock.see(By.cssSelector("dialog[open]"), "Keyboard shortcuts");
    dock.press("n");
    dock.press(Keys.ESCAPE);
    dock.await(() -> !dock.present(By.tagName("dialog")));
    assertEquals("", dock.hash().replace("#/", ""));
    dock.press("/");
    dock.awaitEquals("Filter conversations by name or handle", dock::focused);
    dock.press("n/?");
    assertEquals("n/?", dock.value(By.id("filter-text")));
    dock.press(Keys.ESCAPE);
    dock.awaitEquals("", () -> dock.value(By.id("filter-text")));

    String alt = Keys.chord(Keys.ALT, Keys.ARROW_DOWN);
    dock.press(alt);
    dock.readsLast("two");
    dock.press(alt);
    dock.readsLast("one");
    dock.press(Keys.chord(Keys.ALT, Keys.ARROW_UP));
    dock.readsLast("two");
    dock.press("a draft");
    dock.press(alt);
    dock.readsLast("two");

    dock.press(Keys.ESCAPE);
    dock.awaitEquals("#/", dock::hash);
    dock.await(() -> dock.focused().contains("@feverfew_w"));
    dock.press("n");
    dock.awaitEquals("#/new", dock::hash);
  }

  @Test
  void shortcutsOfASingleKeyCanBeTurnedOff(MessengerPage gale, PageUnderTest system) {
    system.signUp("gale_w", "Gale");
    gale.signIn("gale_w").click(By.id("help"));
    gale.click(By.cssSelector("dialog input"));
    gale.press(Keys.ESCAPE);
    gale.await(() -> !gale.present(By.tagName("dialog")));
    gale.driver().navigate().refresh();
    gale.see("No conversations yet");

    gale.press("n");
    gale.press("?");
    gale.press("/");
    assertFalse(gale.present(By.tagName("dialog")));
    assertEquals("#/", gale.hash());
    assertEquals("", gale.focused());

    gale.click(By.id("help"));
    gale.click(By.cssSelector("dialog input"));
    gale.press(Keys.ESCAPE);
    gale.await(() -> !gale.present(By.tagName("dialog")));
    gale.press("n");
    gale.awaitEquals("#/new", gale::hash);
  }

  @Test
  void messagesScrollByKeyboard(MessengerPage mei) {
    mei.resize(1280, 600, false);
    mei.signIn("ines_v").openConversation("tarek_o");
    mei.await(mei::isAtEnd);

    mei.tabTo("Messages with Tarek Odeh");
    mei.press(Keys.PAGE_UP);

    mei.await(() -> !mei.isAtEnd());
  }

  @Test
  void theFocusIsVisible(MessengerPage cork) {
    cork.open("");
    cork.see("Who are you?");
    cork.press(Keys.TAB);

    assertEquals(
        "solid 2px",
        cork.run(
            "const style = getComputedStyle(document.activeElement);"
                + "return style.outlineStyle + ' ' + style.outlineWidth"));
    assertTrue(cork.focused().contains("@"), cork.focused());
  }

  @Test
  void theFocusMovesToTheFormerRowOrTheFilterWhenAViewIsLeft(
      MessengerPage ivy, PageUnderTest system) {
    String filter = "Filter conversations by name or handle";
    system.conversation("ivy_y", "jute_w", "one");
    system.signUp("kudzu_w", "Kudzu");
    ivy.resize(700, 800, false);
    ivy.signIn("ivy_y").openConversation("jute_w").readsLast("one");

    ivy.click(By.cssSelector(".back"));
    ivy.awaitEquals("#/", ivy::hash);
    ivy.await(() -> ivy.focused().contains("@jute_w"));
    for (String view : List.of("#/new", "#/new/kudzu_w", "#/hidden")) {
      ivy.open(view);
      ivy.await(() -> ivy.present(By.cssSelector(".back")));
      ivy.press(Keys.ESCAPE);
      ivy.awaitEquals("#/", ivy::hash);
      ivy.awaitEquals(filter, ivy::focused);
    }
    ivy.open("#/hidden").click(By.cssSelector(".back"));
    ivy.awaitEquals(filter, ivy::focused);
  }

  @Test
  void theFocusStaysOnARowThatMovesAndGoesOnFromOneThatLeaves(
      MessengerPage jonquil, PageUnderTest system) {
    String first = system.conversation("jonquil_b", "kerria_b", "one");
    Map<String, String> groups = new HashMap<>(Map.of("kerria_b", first));
    for (String friend : List.of("lobelia_b", "madder_b", "nettle_b")) {
      system.signUp(friend, friend);
      groups.put(friend, system.start("jonquil_b", friend, "one"));
    }
    jonquil.signIn("jonquil_b").await(() -> jonquil.conversations().size() == 4);
    jonquil.tabTo("@kerria_b");
    jonquil.run("window.left = 0; document.activeElement.addEventListener('blur', () => left++)");

    system.send("kerria_b", first, "two");
    jonquil.tryNow().await(() -> jonquil.conversations().getFirst().equals("kerria_b: two"));
    assertTrue(jonquil.focused().contains("@kerria_b"), jonquil.focused());
    assertEquals(0L, jonquil.run("return window.left"));

    for (String next : List.of("nettle_b", "madder_b", "lobelia_b", "Hidden conversations")) {
      String row = jonquil.conversations().getFirst();
      system.hide("jonquil_b", groups.get(row.substring(0, row.indexOf(':'))));
      jonquil.tryNow().await(() -> !jonquil.conversations().contains(row));
      assertTrue(jonquil.focused().contains(next), next + " is not " + jonquil.focused());
    }
  }

  @Test
  void theFocusGoesToTheRowAboveTheLastOneThatLeaves(MessengerPage ochna, PageUnderTest system) {
    String last = system.conversation("ochna_b", "pansy_b", "one");
    system.signUp("quince_b", "Quince");
    system.start("ochna_b", "quince_b", "two");
    ochna.signIn("ochna_b").await(() -> ochna.conversations().size() == 2);
    ochna.tabTo("@pansy_b");

    system.hide("ochna_b", last);

    ochna.tryNow().awaitEquals(List.of("quince_b: two"), ochna::conversations);
    assertTrue(ochna.focused().contains("@quince_b"), ochna.focused());
  }

  /** Its row is another one from then on. */
  @Test
  void theFocusStaysOnAConversationThatStarts(MessengerPage rhus, PageUnderTest system) {
    system.conversation("rhus_b", "sorrel_b", "one");
    system.signUp("thrift_b", "Thrift");
    try (Network network = new Network(system.address())) {
      network.rest(
          kind -> kind.startsWith("POST /api/") ? Network.REQUEST_LOST : Network.FORWARDED);
      rhus.at(network).signIn("rhus_b").open("#/new/thrift_b").write("first");
      rhus.open("#/").await(() -> rhus.conversations().size() == 2);
      rhus.tabTo("@thrift_b");
      network.rest(_ -> Network.FORWARDED);

      rhus.tryNow().await(() -> rhus.labeledConversations().getFirst().equals("thrift_b: first"));
      assertTrue(rhus.focused().contains("@thrift_b"), rhus.focused());
      rhus.press(Keys.ENTER);
      rhus.await(() -> rhus.hash().startsWith("#/messages/"));
    }
  }

  @Test
  void shortcutsByLetterDependNeitherOnCapsLockNorOnTheScriptOfTheLayout(
      MessengerPage lime, PageUnderTest system) {
    system.conversation("lime_w", "mango_w", "one");
    lime.signIn("lime_w").openConversation("mango_w").chooseFromMenu("Hide conversation");
    lime.awaitEquals(List.of(), lime::conversations);

    press(lime, "key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true");
    press(lime, "key: 'w', code: 'KeyZ', ctrlKey: true");
    assertEquals(List.of(), lime.conversations());
    press(lime, "key: 'я', code: 'KeyZ', ctrlKey: true");
    lime.awaitEquals(List.of("mango_w: one"), lime::conversations);
    for (String key : List.of("key: 'N', code: 'KeyN'", "key: 'т', code: 'KeyN'")) {
      press(lime, key);
      lime.awaitEquals("#/new", lime::hash);
      lime.press(Keys.ESCAPE);
      lime.awaitEquals("#/", lime::hash);
    }
    press(lime, "key: 'N', code: 'KeyN', shiftKey: true");
    assertEquals("#/", lime.hash());
    lime.tabTo("@mango_w");
    lime.press(Keys.chord(Keys.META, Keys.BACK_SPACE));
    lime.awaitEquals(List.of(), lime::conversations);
  }

  private static void press(MessengerPage page, String properties) {
    page.run(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, "
            + properties
            + " }))");
  }
}
