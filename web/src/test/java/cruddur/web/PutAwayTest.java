package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Conversations that are hidden or cleared, brought back, and undone. */
@ExtendWith(BrowserExtension.class)
class PutAwayTest {

  private static final String LIST = "GET /api/message_groups";
  private static final String HIDE = "PUT /api/message_groups/*/hidden";
  private static final String CLEAR = "DELETE /api/message_groups/*";
  private static final By SNACKBAR = By.id("snackbar");
  private static final By DIALOG = By.tagName("dialog");
  private static final By HIDDEN_LINK = By.linkText("Hidden conversations");
  private static final String CLEAR_ITEM = "Clear conversation …";
  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

  @Test
  void aConversationIsHiddenAndBroughtBackByKeyboardAlone(MessengerPage amy, PageUnderTest system) {
    String ben = system.conversation("amy_h", "ben_h", "to Ben");
    system.signUp("cat_h", "Cat");
    String cat = system.start("amy_h", "cat_h", "to Cat");
    amy.signIn("amy_h").openConversation("cat_h").readsLast("to Cat");

    amy.tabTo("Conversation options");
    amy.press(Keys.ENTER);
    amy.awaitEquals("Hide conversation", amy::focused);
    amy.press(Keys.ENTER);
    amy.awaitEquals(List.of("ben_h: to Ben"), amy::conversations);
    amy.awaitEquals("#/", amy::hash);
    amy.await(() -> amy.focused().contains("@ben_h"));
    amy.awaitEquals(
        List.of("Conversation with Cat hidden. Undo with Control Z."),
        () -> amy.texts("#announcer p"));
    amy.await(() -> system.groups("amy_h").equals(List.of(ben)));

    amy.press(UNDO);
    amy.awaitEquals(List.of("cat_h: to Cat", "ben_h: to Ben"), amy::conversations);
    amy.await(() -> amy.focused().contains("@cat_h"));
    amy.await(() -> system.groups("amy_h").equals(List.of(cat, ben)));
    assertFalse(amy.driver().findElement(SNACKBAR).isDisplayed());

    amy.press(Keys.DELETE);
    amy.awaitEquals(List.of("ben_h: to Ben"), amy::conversations);
    amy.tabTo("Undo");
    amy.press(Keys.ENTER);
    amy.awaitEquals(List.of("cat_h: to Cat", "ben_h: to Ben"), amy::conversations);
    amy.await(() -> system.groups("amy_h").equals(List.of(cat, ben)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hide conversation", CLEAR_ITEM})
  void aConversationThatWasStartedOnThePageIsPutAway(
      String item, MessengerPage ada, PageUnderTest system) {
    String handle = item.startsWith("Hide") ? "ada_h" : "adi_h";
    system.conversation(handle, handle + "_2", "before");
    system.signUp(handle + "_3", "Bo");
    try (Network network = new Network(system.address())) {
      ada.at(network).signIn(handle).open("#/new/" + handle + "_3").write("first");
      awaitOpenListed(ada, network, system, handle);

      ada.chooseFromMenu(item);
      if (item.equals(CLEAR_ITEM)) {
        ada.click(By.xpath("//dialog//button[.='Clear']"));
      }

      ada.awaitEquals(List.of(handle + "_2: before"), ada::conversations);
    }
  }

  @Test
  void aConversationThatWasStartedOnThePageIsHiddenOnAnotherDevice(
      MessengerPage cara, PageUnderTest system) {
    system.signUp("cara_h", "Cara");
    system.signUp("dora_h", "Dora");
    try (Network network = new Network(system.address())) {
      cara.at(network).signIn("cara_h").open("#/new/dora_h").write("first");
      String group = awaitOpenListed(cara, network, system, "cara_h");
      assertEquals(List.of("dora_h: first"), cara.conversations());

      system.hide("cara_h", group);

      cara.tryNow().awaitEquals(List.of(), cara::conversations);
    }
  }

  /**
   * Waits until the list of the API that the page has loaded has the open conversation; returns its
   * uuid.
   */
  private static String awaitOpenListed(
      MessengerPage page, Network network, PageUnderTest system, String handle) {
    page.await(() -> page.hash().startsWith("#/messages/"));
    String group = page.hash().substring("#/messages/".length());
    page.await(() -> system.groups(handle).contains(group));
    int unchanged = network.unchanged(LIST);
    // The first of two responses may be older.
    page.await(() -> {
      page.tryNow();
      return network.unchanged(LIST) > unchanged + 1;
    });
    return group;
  }

  @Test
  void theMenuIsUsedByKeyboard(MessengerPage dan, PageUnderTest system) {
    system.conversation("dan_h", "eve_h", "one");
    dan.signIn("dan_h").openConversation("eve_h").readsLast("one");
    dan.tabTo("Conversation options");

    dan.press(Keys.ARROW_UP);
    dan.awaitEquals(CLEAR_ITEM, dan::focused);
    dan.press(Keys.ARROW_DOWN);
    dan.awaitEquals("Hide conversation", dan::focused);
    dan.press(Keys.END);
    dan.awaitEquals(CLEAR_ITEM, dan::focused);
    assertEquals(
        "true",
        dan.driver()
            .findElement(By.cssSelector("[aria-haspopup=menu]"))
            .getDomAttribute("aria-expanded"));
    dan.press(Keys.ESCAPE);
    dan.awaitEquals("Conversation options", dan::focused);
    assertFalse(dan.driver().findElement(By.cssSelector("[role=menu]")).isDisplayed());
    dan.press(Keys.ARROW_DOWN);
    dan.press(Keys.TAB);
    dan.await(() -> !dan.driver().findElement(By.cssSelector("[role=menu]")).isDisplayed());
    // Only the menu was closed.
    assertTrue(dan.hash().startsWith("#/messages/"));
    assertEquals(List.of("eve_h: one"), dan.conversations());
  }

  @Test
  void aNewMessageBringsAHiddenConversationBackAndOtherDevicesFollow(
      MessengerPage fay, MessengerPage second, PageUnderTest system) {
    String group = system.conversation("gil_h", "fay_h", "one");
    system.signUp("hew_h", "Hew");
    system.start("hew_h", "fay_h", "from Hew");
    second.signIn("fay_h").awaitEquals(2, () -> second.conversations().size());
    fay.signIn("fay_h").openConversation("gil_h").chooseFromMenu("Hide conversation");
    fay.awaitEquals(List.of("hew_h: from Hew"), fay::conversations);
    second.awaitEquals(List.of("hew_h: from Hew"), second::conversations);

    system.send("gil_h", group, "two");

    for (MessengerPage page : List.of(fay, second)) {
      page.awaitEquals(List.of("gil_h: two", "hew_h: from Hew"), page::conversations);
    }
  }

  @Test
  void clearingAsksAndCanBeUndoneUntilItIsSent(MessengerPage ira, PageUnderTest system) {
    String group = system.conversation("ira_h", "jed_h", "one", "two");
    HeldTimers undoing = new HeldTimers(ira, HeldTimers.UNDOING_MS);
    try (Network network = new Network(system.address())) {
      ira.at(network).signIn("ira_h").openConversation("jed_h").chooseFromMenu(CLEAR_ITEM);
      ira.see(DIALOG, "Clear this conversation?").see(DIALOG, "jed_h keeps theirs");
      ira.awaitEquals("Keep", ira::focused);
      ira.press(Keys.ENTER);
      ira.await(() -> !ira.present(DIALOG));
      assertEquals(List.of("jed_h: two"), ira.conversations());

      clear(ira);
      ira.see("No conversations yet");
      undoing.awaitCount(1);
      ira.press(UNDO);
      ira.awaitEquals(List.of("jed_h: two"), ira::conversations);
      undoing.awaitCount(0);
      ira.openConversation("jed_h").readsLast("one", "two");
      clear(ira);
      ira.see("No conversations yet");
      assertEquals(0, network.count(CLEAR));
      undoing.end();

      ira.await(() -> network.count(CLEAR) == 1);
      ira.await(() -> system.groups("ira_h").isEmpty());
      assertEquals(List.of(), system.messages("ira_h", group));
      assertEquals(List.of("one", "two"), system.messages("jed_h", group));
      system.send("jed_h", group, "three");
      ira.awaitEquals(List.of("jed_h: three"), ira::conversations);
      ira.openConversation("jed_h").awaitEquals(List.of("three"), ira::messages);
    }
  }

  @Test
  void anOpenConversationFollowsWhatAnotherDeviceClears(
      MessengerPage zoe, MessengerPage second, PageUnderTest system) {
    String group = system.conversation("zoe_h", "abe_h", "one", "two");
    HeldTimers undoing = new HeldTimers(zoe, HeldTimers.UNDOING_MS);
    second.signIn("zoe_h").openConversation("abe_h").readsLast("one", "two");
    zoe.signIn("zoe_h").openConversation("abe_h");
    clear(zoe);
    undoing.end();

    second.awaitEquals(List.of(), second::messages);
    second.see("You have cleared this conversation. New messages appear here.");
    second.awaitEquals(List.of(), second::conversations);
    system.send("abe_h", group, "three");
    second.awaitEquals(List.of("three"), second::messages);
  }

  @Test
  void aConversationIsClearedWhenThePageIsLeft(MessengerPage kay, PageUnderTest system) {
    String group = system.conversation("kay_h", "lea_h", "one");
    kay.signIn("kay_h").openConversation("lea_h");
    clear(kay);
    kay.see("No conversations yet");
    assertEquals(List.of(group), system.groups("kay_h"));

    kay.reload();

    kay.await(() -> system.groups("kay_h").isEmpty());
    kay.see("No conversations yet");
    assertEquals(List.of("one"), system.messages("lea_h", group));
  }

  @Test
  void aConversationIsClearedBeforeTheUserSignsOut(MessengerPage mia, PageUnderTest system) {
    system.conversation("mia_h", "ned_h", "one");
    // However busy this machine is, the sign-out waits until the conversation is cleared.
    HeldTimers _ = new HeldTimers(mia, HeldTimers.SIGNING_OUT_MS);
    try (Network network = new Network(system.address())) {
      mia.at(network).signIn("mia_h").openConversation("ned_h");
      clear(mia);
      mia.see("No conversations yet");
      // The sign-out waits until it is sent again.
      network.next(CLEAR, Network.REQUEST_LOST);

      mia.click(By.id("sign-out"));

      mia.see("Who are you?");
      assertEquals(2, network.count(CLEAR));
      assertEquals(List.of(), system.groups("mia_h"));
    }
  }

  @Test
  void hiddenConversationsAreFoundAndBroughtBack(MessengerPage ola, PageUnderTest system) {
    String pam = system.conversation("ola_h", "pam_h", "to Pam");
    system.signUp("quin_h", "Quin");
    String quin = system.start("ola_h", "quin_h", "to Quin");
    system.hide("ola_h", pam);
    system.hide("ola_h", quin);
    ola.signIn("ola_h").see("No conversations yet").click(HIDDEN_LINK);

    ola.awaitEquals("Hidden conversations", ola::focused);
    ola.awaitEquals(List.of("quin_h", "pam_h"), () -> hidden(ola));
    ola.tabTo("Show the conversation with Quin again");
    ola.press(Keys.ENTER);
    ola.awaitEquals(List.of("pam_h"), () -> hidden(ola));
    ola.awaitEquals("Show the conversation with pam_h again", ola::focused);
    ola.awaitEquals(List.of("quin_h: to Quin"), ola::conversations);
    ola.await(() -> system.groups("ola_h").equals(List.of(quin)));
    ola.press(Keys.ENTER);
    ola.see("No conversation is hidden.");
    ola.awaitEquals("Hidden conversations", ola::focused);
    ola.awaitEquals(List.of("quin_h: to Quin", "pam_h: to Pam"), ola::conversations);
    ola.await(() -> system.groups("ola_h").equals(List.of(quin, pam)));

    ola.fill(By.id("filter-text"), "nobody");
    ola.see("No conversation with this name or handle.");
    assertTrue(ola.present(HIDDEN_LINK));
  }

  private static List<String> hidden(MessengerPage page) {
    return page.texts(".people .muted").stream().map(handle -> handle.substring(1)).toList();
  }

  @Test
  void aRefusedRequestBringsTheConversationBackAndSaysWhy(MessengerPage rex, PageUnderTest system) {
    system.conversation("rex_h", "sam_h", "one");
    try (Network network = new Network(system.address())) {
      network.next(HIDE, Network.refused(422, "[\"up_to_invalid\"]"));
      rex.at(network).signIn("rex_h").openConversation("sam_h").chooseFromMenu("Hide conversation");

      rex.see(SNACKBAR, "The conversation with sam_h could not be hidden");
      rex.awaitEquals(List.of("sam_h: one"), rex::conversations);
    }
  }

  @Test
  void hidingIsSentAgainUntilItSucceeds(MessengerPage tia, PageUnderTest system) {
    system.conversation("tia_h", "uma_h", "one");
    try (Network network = new Network(system.address())) {
      network.next(
          HIDE,
          Network.refused(429, Map.of("retry-after", "0"), "[\"mark_rate_exceeded\"]"),
          Network.REQUEST_LOST);
      tia.at(network).signIn("tia_h").openConversation("uma_h").chooseFromMenu("Hide conversation");

      tia.await(() -> {
        tia.tryNow();
        return system.groups("tia_h").isEmpty();
      });
      tia.see("No conversations yet");
      assertEquals(3, network.count(HIDE));
    }
  }

  @Test
  void whatWasBroughtBackStaysWhileTheApiDoesNotListIt(MessengerPage ulf, PageUnderTest system) {
    system.conversation("ulf_h", "vic_h", "one");
    CountDownLatch released = new CountDownLatch(1);
    try (Network network = new Network(system.address())) {
      network.next("DELETE /api/message_groups/*/hidden", new Network.Disposition.Held(released));
      ulf.at(network).signIn("ulf_h").openConversation("vic_h");
      network.rest(kind -> kind.equals(LIST) ? Network.REQUEST_LOST : Network.FORWARDED);
      int lists = network.returned(LIST);
      ulf.chooseFromMenu("Hide conversation").see("No conversations yet");
      ulf.await(() -> system.groups("ulf_h").isEmpty());
      ulf.press(UNDO);
      ulf.awaitEquals(List.of("vic_h: one"), ulf::conversations);
      network.rest(_ -> Network.FORWARDED);
      ulf.tryNow().await(() -> network.returned(LIST) > lists);
      int unchanged = network.unchanged(LIST);
      ulf.await(() -> network.unchanged(LIST) > unchanged);

      List<String> shown = ulf.conversations();
      released.countDown();
      assertEquals(List.of("vic_h: one"), shown);
      ulf.await(() -> {
        ulf.tryNow();
        return system.groups("ulf_h").size() == 1;
      });
      assertEquals(List.of("vic_h: one"), ulf.conversations());
    }
  }

  @Test
  void theListLoadsOnOverAnEmptyPage(MessengerPage val, PageUnderTest system) {
    system.conversation("val_h", "wes_h", "one");
    try (Network network = new Network(system.address())) {
      network.next(
          LIST,
          Network.refused(
              200, Map.of("link", "</api/message_groups?limit=20>; rel=\"next\""), "[]"));
      val.at(network).signIn("val_h");

      val.awaitEquals(List.of("wes_h: one"), val::conversations);
      val.await(() -> !val.present(By.cssSelector(".list-below .skeleton")));
    }
  }

  @Test
  void hiddenConversationsAreInReachWhileOlderOnesAreNotLoaded(
      MessengerPage wim, PageUnderTest system) {
    system.hide("wim_h", system.conversation("wim_h", "xen_h", "one"));
    try (Network network = new Network(system.address())) {
      network.next(
          LIST,
          Network.refused(
              200, Map.of("link", "</api/message_groups?limit=20>; rel=\"next\""), "[]"));
      network.rest(kind -> kind.equals(LIST) ? Network.REQUEST_LOST : Network.FORWARDED);
      wim.at(network).signIn("wim_h").see("Older conversations could not be loaded");
      wim.run("document.querySelector('.list-below').style.minHeight = '2000px'");

      assertWithinWindow(wim, ".hidden-link");
      network.rest(_ -> Network.FORWARDED);
      wim.click(HIDDEN_LINK);
      wim.awaitEquals(List.of("xen_h"), () -> hidden(wim));
    }
  }

  @Test
  void menuAndNoticeFitANarrowWindowFromRightToLeft(MessengerPage xia, PageUnderTest system) {
    system.conversation("xia_h", "yan_h", "one");
    xia.resize(320, 560, true);
    xia.signIn("xia_h").openConversation("yan_h");
    for (String direction : List.of("ltr", "rtl")) {
      xia.run("document.documentElement.dir = arguments[0]", direction);
      xia.click(By.cssSelector("[aria-haspopup=menu]"));
      assertWithinWindow(xia, "[role=menu]");
      xia.press(Keys.ESCAPE);
    }
    xia.chooseFromMenu("Hide conversation");
    xia.see(SNACKBAR, "hidden");
    assertWithinWindow(xia, "#snackbar");
    xia.run("document.documentElement.dir = 'ltr'");
    assertWithinWindow(xia, "#snackbar");
  }

  private static void assertWithinWindow(MessengerPage page, String selector) {
    assertEquals(
        true,
        page.run(
            """
            const { left, right, top, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
            return right > left && left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
            """,
            selector));
  }

  private static void clear(MessengerPage page) {
    page.chooseFromMenu(CLEAR_ITEM);
    page.click(By.xpath("//dialog//button[.='Clear']"));
  }

  private static final String LIST_AGAIN = "DELETE /api/message_groups/*/hidden";

  @Test
  void undoingTheClearingOfAHiddenConversationLeavesItHidden(
      MessengerPage abe, PageUnderTest system) {
    String group = system.conversation("abel_h", "bea_h", "one");
    system.hide("abel_h", group);
    abe.signIn("abel_h").click(HIDDEN_LINK);
    abe.click(By.cssSelector(".choice-link"));
    abe.readsLast("one");

    clear(abe);
    abe.see(SNACKBAR, "cleared");
    abe.press(UNDO);

    abe.awaitEquals(List.of("Undone"), () -> abe.texts("#announcer p:last-child"));
    assertEquals(List.of(), abe.conversations());
    abe.click(HIDDEN_LINK);
    abe.awaitEquals(List.of("bea_h"), () -> hidden(abe));
    assertEquals(List.of(), abe.conversations());
  }

  @Test
  void theMenuOfAHiddenConversationBringsItBack(MessengerPage col, PageUnderTest system) {
    String group = system.conversation("col_h", "dee_h", "one");
    system.hide("col_h", group);
    col.signIn("col_h").click(HIDDEN_LINK);
    col.click(By.cssSelector(".choice-link"));
    col.readsLast("one");

    col.chooseFromMenu("Show again");

    col.awaitEquals(List.of("dee_h: one"), col::conversations);
    col.await(() -> system.groups("col_h").equals(List.of(group)));
    col.chooseFromMenu("Hide conversation").see("No conversations yet");
    col.await(() -> system.groups("col_h").isEmpty());
    col.click(HIDDEN_LINK);
    col.awaitEquals(List.of("dee_h"), () -> hidden(col));
  }

  @Test
  void theMenuOfAnUnlistedConversationTellsWhetherItIsHidden(
      MessengerPage kim, PageUnderTest system) {
    String group = system.conversation("kim_h", "lou_h", "one");
    system.hide("kim_h", group);
    try (Network network = new Network(system.address())) {
      kim.at(network).signIn("kim_h").see("No conversations yet");
      network.rest(kind -> kind.equals(LIST) ? Network.REQUEST_LOST : Network.FORWARDED);
      kim.open("#/messages/" + group).readsLast("one");
      // It may be hidden, or on an older page of the list.
      assertEquals(List.of(CLEAR_ITEM), menu(kim));
      network.rest(_ -> Network.FORWARDED);

      kim.tryNow().awaitEquals(List.of("Show again", CLEAR_ITEM), () -> menu(kim));
      kim.reload().readsLast("one");
      kim.awaitEquals(List.of("Show again", CLEAR_ITEM), () -> menu(kim));
      kim.chooseFromMenu("Show again");
      kim.awaitEquals(List.of("lou_h: one"), kim::conversations);
      kim.await(() -> system.groups("kim_h").equals(List.of(group)));
      assertEquals(List.of("Hide conversation", CLEAR_ITEM), menu(kim));
    }
  }

  @Test
  void theMenuFollowsWhatAnotherDeviceHides(MessengerPage lia, PageUnderTest system) {
    String group = system.conversation("lia_h", "mo_h", "one");
    lia.signIn("lia_h").click(HIDDEN_LINK);
    lia.see("No conversation is hidden.");
    lia.openConversation("mo_h").readsLast("one");
    assertEquals(List.of("Hide conversation", CLEAR_ITEM), menu(lia));

    system.hide("lia_h", group);

    lia.tryNow().awaitEquals(List.of("Show again", CLEAR_ITEM), () -> menu(lia));
    assertEquals(List.of(), lia.conversations());
  }

  /** The items that the menu of the open conversation offers now. */
  private static List<String> menu(MessengerPage page) {
    page.click(By.cssSelector(".menu-container .icon-button"));
    List<String> items = page.texts("[role=menuitem]");
    page.press(Keys.ESCAPE);
    return items;
  }

  @Test
  void whatWasBroughtBackCanBeHiddenAgain(MessengerPage eli, PageUnderTest system) {
    String group = system.conversation("eli_h", "flo_h", "one");
    system.hide("eli_h", group);
    eli.signIn("eli_h").click(HIDDEN_LINK);
    eli.awaitEquals(List.of("flo_h"), () -> hidden(eli));
    eli.click(By.xpath("//button[.='Show again']"));
    eli.see("No conversation is hidden.");
    eli.await(() -> system.groups("eli_h").equals(List.of(group)));
    eli.tabTo("@flo_h");

    eli.press(Keys.DELETE);

    eli.awaitEquals(List.of(), eli::conversations);
    eli.awaitEquals(List.of("flo_h"), () -> hidden(eli));
  }

  @Test
  void whatTheApiRefusesToListAgainStaysHidden(MessengerPage gus, PageUnderTest system) {
    String group = system.conversation("gus_h", "hal_h", "one");
    system.hide("gus_h", group);
    try (Network network = new Network(system.address())) {
      network.next(LIST_AGAIN, Network.refused(422, "[\"up_to_invalid\"]"));
      gus.at(network).signIn("gus_h").click(HIDDEN_LINK);
      gus.click(By.xpath("//button[.='Show again']"));

      gus.see(SNACKBAR, "The conversation with hal_h could not be listed again");
      gus.awaitEquals(List.of("hal_h"), () -> hidden(gus));
      assertEquals(List.of(), gus.conversations());
    }
  }

  @Test
  void whatAnotherDeviceHasHiddenMeanwhileLeavesTheListAgain(
      MessengerPage ian, PageUnderTest system) {
    String group = system.conversation("jan_h", "ian_h", "one");
    system.hide("ian_h", group);
    try (Network network = new Network(system.address())) {
      ian.at(network).signIn("ian_h").click(HIDDEN_LINK);
      ian.awaitEquals(List.of("jan_h"), () -> hidden(ian));
      network.rest(kind -> kind.equals(LIST) ? Network.REQUEST_LOST : Network.FORWARDED);
      ian.await(() -> network.pending() == 0);
      system.send("jan_h", group, "two");
      system.hide("ian_h", group);
      ian.click(By.xpath("//button[.='Show again']"));
      ian.awaitEquals(List.of("jan_h: one"), ian::conversations);
      ian.await(() -> network.count(LIST_AGAIN) == 1);
      network.rest(_ -> Network.FORWARDED);

      ian.tryNow().awaitEquals(List.of(), ian::conversations);
      ian.awaitEquals(List.of("jan_h"), () -> hidden(ian));
      system.send("jan_h", group, "three");
      ian.awaitEquals(List.of("jan_h: three"), ian::conversations);
    }
  }
}
