package cruddur.web;

import static cruddur.web.Network.REQUEST_LOST;
import static cruddur.web.Network.RESPONSE_LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** Messages while the network or the service fails. */
@ExtendWith(BrowserExtension.class)
class SendingTest {

  private static final String POST = "POST /api/messages";
  private static final Network.Disposition UNAVAILABLE =
      Network.refused(503, "[\"service_unavailable\"]");
  private static final By COMPOSER = By.cssSelector(".composer textarea");
  private static final By DIALOG = By.tagName("dialog");
  private static final By FAILURE = By.cssSelector(".failure");

  private Network network;

  @BeforeEach
  void connect(PageUnderTest system) {
    network = new Network(system.address());
  }

  @AfterEach
  void disconnect() {
    network.close();
  }

  @Test
  void aMessageWaitsForTheNetwork(MessengerPage reed, MessengerPage sedge, PageUnderTest system) {
    String group = system.conversation("reed_w", "sedge_w", "before");
    reed.at(network).signIn("reed_w").openConversation("sedge_w");
    sedge.signIn("sedge_w").openConversation("reed_w");

    reed.offline(true);
    reed.write("first").write("second");
    reed.readsLast("before", "first", "second");
    reed.awaitEquals(List.of("sent", "waiting", "sending"), reed::states);
    reed.see("Waiting for the network");
    reed.see(By.id("connection"), "Not up to date: there is no connection.");
    reed.offline(false);

    sedge.readsLast("before", "first", "second");
    reed.awaitEquals(List.of("sent", "sent", "sent"), reed::states);
    reed.await(() -> !reed.driver().findElement(By.id("connection")).isDisplayed());
    assertEquals(List.of("before", "first", "second"), system.messages("sedge_w", group));
  }

  @Test
  void aLostResponseDuplicatesNothing(
      MessengerPage thyme, MessengerPage umbel, PageUnderTest system) {
    String group = system.conversation("thyme_w", "umbel_w", "before");
    thyme.at(network).signIn("thyme_w").openConversation("umbel_w");
    umbel.signIn("umbel_w").openConversation("thyme_w");

    network.next(POST, RESPONSE_LOST, UNAVAILABLE, RESPONSE_LOST);
    thyme.write("once").write("after");

    umbel.readsLast("before", "once", "after");
    thyme.awaitEquals(List.of("sent", "sent", "sent"), thyme::states);
    assertEquals(List.of("before", "once", "after"), thyme.messages());
    assertEquals(List.of("before", "once", "after"), system.messages("umbel_w", group));
    assertEquals(5, network.count(POST));
  }

  @Test
  void aLostResponseToTheFirstMessageStartsOneConversation(
      MessengerPage vetch, PageUnderTest system) {
    system.signUp("vetch_w", "Vetch");
    system.signUp("willow_w", "Willow");
    vetch.at(network).signIn("vetch_w").open("#/new/willow_w");

    network.next("POST /api/message_groups", RESPONSE_LOST, REQUEST_LOST);
    vetch.write("hello").write("again");

    vetch.awaitEquals(List.of("sent", "sent"), vetch::states);
    String group = system.groups("willow_w").getFirst();
    assertEquals("#/messages/" + group, vetch.hash());
    assertEquals(List.of("hello", "again"), vetch.messages());
    assertEquals(List.of("hello", "again"), system.messages("willow_w", group));
    assertEquals(1, system.groups("vetch_w").size());
  }

  @Test
  void aRefusedMessageShowsTheReasonAndCanBeRetriedOrDeleted(
      MessengerPage yarrow, PageUnderTest system) {
    String group = system.conversation("yarrow_w", "zinnia_w", "before");
    yarrow.at(network).signIn("yarrow_w").openConversation("zinnia_w");
    Network.Disposition refused = Network.refused(404, "[\"message_group_not_found\"]");
    network.next(POST, refused, refused);

    yarrow.write("one").write("two").write("three");

    yarrow.awaitEquals(
        List.of("sent", "failed", "failed", "sent"),
        () -> yarrow.statesOf("before", "one", "two", "three"));
    yarrow.see(FAILURE, "Not sent: this conversation is not one of yours.");
    yarrow.click(By.xpath("//li[.//p='two']//button[.='Delete']"));
    yarrow.awaitEquals("Messages with zinnia_w", yarrow::focused);
    yarrow.click(By.xpath("//li[.//p='one']//button[.='Try again']"));
    yarrow.awaitEquals("Messages with zinnia_w", yarrow::focused);
    yarrow.readsLast("before", "three", "one");
    yarrow.awaitEquals(List.of("sent", "sent", "sent"), yarrow::states);
    assertEquals(List.of("before", "three", "one"), system.messages("zinnia_w", group));
  }

  @Test
  void aMessageThatIsRefusedForTheRateIsSentWhenTheServiceAllows(
      MessengerPage aster, PageUnderTest system) {
    String group = system.conversation("aster_w", "briar_w", "before");
    // An hour as the service asks, less the time in which the page stores that it waits.
    HeldTimers retrying = new HeldTimers(aster, 3_500_000, 3_600_000);
    aster.at(network).signIn("aster_w").openConversation("briar_w");
    network.next(
        POST,
        new Network.Disposition.Refused(429, Map.of("retry-after", "3600"), "[\"rate_exceeded\"]"));

    aster.write("patience");

    aster.see("Trying again: too many requests in a short time");
    retrying.end();
    aster.awaitEquals(List.of("sent", "sent"), aster::states);
    assertEquals(List.of("before", "patience"), system.messages("briar_w", group));
  }

  @Test
  void unsentMessagesAndDraftsSurviveAReload(MessengerPage clover, PageUnderTest system) {
    String group = system.conversation("clover_w", "daisy_w", "before");
    clover.at(network).signIn("clover_w").openConversation("daisy_w");
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);

    clover.write("unsent").type(COMPOSER, "unfinished");
    clover.awaitEquals(List.of("sent", "waiting"), clover::states);
    clover.driver().navigate().refresh();

    clover.readsLast("before", "unsent");
    clover.awaitEquals("unfinished", () -> clover.value(COMPOSER));
    network.rest(_ -> Network.FORWARDED);
    clover.tryNow().awaitEquals(List.of("sent", "sent"), clover::states);
    assertEquals(List.of("before", "unsent"), system.messages("daisy_w", group));
  }

  @Test
  void anEndedSessionKeepsUnsentMessagesAndDrafts(MessengerPage erica, PageUnderTest system) {
    String group = system.conversation("erica_w", "fern_w", "before");
    erica.at(network).signIn("erica_w").openConversation("fern_w");
    Network.Disposition unauthorized = Network.refused(401, "{\"message\":\"Unauthorized\"}");
    network.rest(kind ->
        kind.contains(" /api/")
            ? unauthorized
            : kind.equals("POST /local/token")
                ? Network.refused(404, "[\"user_not_found\"]")
                : Network.FORWARDED);

    erica.offline(true);
    erica.write("unsent").type(COMPOSER, "unfinished");
    erica.offline(false);
    erica.see("Your session has ended. Sign in again: what you wrote is kept in this browser.");
    network.rest(_ -> Network.FORWARDED);
    erica.choose("erica_w");

    erica.readsLast("before", "unsent");
    assertEquals("#/messages/" + group, erica.hash());
    erica.awaitEquals(List.of("sent", "sent"), erica::states);
    assertEquals("unfinished", erica.value(COMPOSER));
    assertEquals(List.of("before", "unsent"), system.messages("fern_w", group));
  }

  @Test
  void unsentMessagesAndDraftsSurviveTheirTab(MessengerPage ginger, PageUnderTest system) {
    String group = system.conversation("ginger_w", "guava_w", "before");
    system.signUp("grape_w", "Grape");
    ginger.at(network).signIn("ginger_w").openConversation("guava_w");
    network.rest(kind -> kind.startsWith("POST /api/") ? REQUEST_LOST : Network.FORWARDED);
    ginger.write("unsent").type(COMPOSER, "unfinished");
    ginger.awaitEquals(List.of("sent", "waiting"), ginger::states);
    ginger.open("#/new/grape_w").see("Nothing has been written");
    ginger.write("unsent too").type(COMPOSER, "unfinished too");
    ginger.awaitEquals(List.of("waiting"), ginger::states);
    String closed = ginger.tab();
    String tab = ginger.newTab().tab();
    ginger.switchTo(closed).driver().close();

    ginger.switchTo(tab).signIn("grape_w").open("#/new/guava_w").see("Nothing has been written");
    assertEquals(List.of(), ginger.messages());
    assertEquals("", ginger.value(COMPOSER));
    ginger.click(By.id("sign-out"));
    ginger.see("Who are you?").choose("ginger_w").open("#/messages/" + group);
    ginger.readsLast("before", "unsent");
    ginger.awaitEquals("unfinished", () -> ginger.value(COMPOSER));
    ginger.open("#/new/grape_w").readsLast("unsent too");
    assertEquals("unfinished too", ginger.value(COMPOSER));
    network.rest(_ -> Network.FORWARDED);
    ginger.tryNow().awaitEquals(List.of("sent"), ginger::states);
    ginger.awaitEquals(List.of("before", "unsent"), () -> system.messages("guava_w", group));
  }

  @Test
  void aKeptSignInAndUnsentTextsSurviveTheBrowser(PageUnderTest system, @TempDir Path profile) {
    String group = system.conversation("hazelnut_w", "hyacinth_w", "before");
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);
    inBrowser(
        profile,
        page -> {
          page.open("").click(By.id("keep"));
          page.choose("hazelnut_w").openConversation("hyacinth_w");
          page.write("unsent").type(COMPOSER, "unfinished");
          page.awaitEquals(List.of("sent", "waiting"), page::states);
        });

    network.rest(_ -> Network.FORWARDED);
    inBrowser(
        profile,
        page -> {
          page.open("").openConversation("hyacinth_w").readsLast("before", "unsent");
          page.awaitEquals("unfinished", () -> page.value(COMPOSER));
          page.awaitEquals(List.of("sent", "sent"), page::states);
        });
    assertEquals(List.of("before", "unsent"), system.messages("hyacinth_w", group));
  }

  private void inBrowser(Path profile, Consumer<MessengerPage> actions) {
    ChromeDriver browser = Chromium.find().orElseThrow().start(profile);
    try {
      actions.accept(new MessengerPage(browser, network.address()));
    } finally {
      browser.quit();
    }
  }

  @Test
  void twoTabsOfAUserSendAMessageOnce(MessengerPage hyssop, PageUnderTest system) {
    String group = system.conversation("hyssop_w", "hop_w", "before");
    hyssop.at(network).signIn("hyssop_w").openConversation("hop_w");
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);
    hyssop.write("one").write("two");
    hyssop.awaitEquals(List.of("sent", "waiting", "sending"), hyssop::states);
    String first = hyssop.tab();
    hyssop.newTab().signIn("hyssop_w").openConversation("hop_w");
    hyssop.readsLast("before", "one", "two");
    hyssop.write("three").type(COMPOSER, "unfinished");
    String second = hyssop.tab();
    hyssop.switchTo(first).readsLast("before", "one", "two", "three");
    hyssop.awaitEquals("unfinished", () -> hyssop.value(COMPOSER));

    AtomicInteger sent = new AtomicInteger();
    network.rest(kind -> {
      if (kind.equals(POST)) {
        sent.incrementAndGet();
      }
      return Network.FORWARDED;
    });
    hyssop
        .switchTo(second)
        .tryNow()
        .awaitEquals(List.of("sent", "sent", "sent", "sent"), hyssop::states);
    hyssop.readsLast("before", "one", "two", "three");
    hyssop.driver().close();
    hyssop.switchTo(first).readsLast("before", "one", "two", "three");
    hyssop.awaitEquals(List.of("sent", "sent", "sent", "sent"), hyssop::states);
    assertEquals(List.of("before", "one", "two", "three"), system.messages("hop_w", group));
    assertEquals(3, sent.get());
  }

  /** The API keeps idempotency keys for a day. */
  @Test
  void aMessageThatMayHaveArrivedADayAgoIsNotSentAgainByItself(
      MessengerPage kumquat, PageUnderTest system) {
    String group = system.conversation("kumquat_w", "kiwi_w", "before");
    kumquat.at(network).signIn("kumquat_w").openConversation("kiwi_w");
    network.next(POST, RESPONSE_LOST);
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);
    kumquat.write("once").write("never tried");
    kumquat.await(() -> network.count(POST) > 1);
    kumquat.beforeLoading("const now = Date.now; Date.now = () => now() + 25 * 3_600_000");
    network.rest(_ -> Network.FORWARDED);
    kumquat.reload();

    kumquat.see(FAILURE, "Not sent: an attempt of more than a day ago may have succeeded.");
    kumquat.awaitEquals(
        List.of("before", "once", "never tried"), () -> system.messages("kiwi_w", group));
    kumquat.click(By.xpath("//button[.='Try again']"));
    kumquat.await(() -> kumquat.states().stream().allMatch("sent"::equals));
  }

  @Test
  void leavingAsksWhileSomethingIsUnsent(MessengerPage indigo, PageUnderTest system) {
    system.conversation("indigo_w", "ixia_w", "before");
    indigo.at(network).signIn("indigo_w").openConversation("ixia_w");
    indigo.type(COMPOSER, "kept");
    assertFalse(indigo.asksBeforeLeaving());
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);

    indigo.key(COMPOSER, Keys.ENTER);
    indigo.awaitEquals(List.of("sent", "waiting"), indigo::states);
    assertTrue(indigo.asksBeforeLeaving());

    network.rest(_ -> Network.FORWARDED);
    indigo.tryNow().awaitEquals(List.of("sent", "sent"), indigo::states);
    assertFalse(indigo.asksBeforeLeaving());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError') } })",
        "IDBFactory.prototype.open = () => ({})",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }",
        "IDBTransaction.prototype.commit = IDBTransaction.prototype.abort",
      })
  void withoutADatabaseOnlyWhatWouldBeLostIsSaid(
      String failure, MessengerPage lotus, PageUnderTest system) {
    String group =
        system.conversation("lotus_" + failure.length(), "lily_" + failure.length(), "before");
    lotus.beforeLoading(failure);
    lotus.at(network).signIn("lotus_" + failure.length());
    lotus.openConversation("lily_" + failure.length()).write("one");

    lotus.awaitEquals(List.of("sent", "sent"), lotus::states);
    assertEquals(List.of("before", "one"), system.messages("lily_" + failure.length(), group));
    assertFalse(lotus.asksBeforeLeaving());
    lotus.type(COMPOSER, "two");
    assertTrue(lotus.asksBeforeLeaving());
  }

  @Test
  void allMessagesAreSentWhenTheDiskIsFull(MessengerPage loosestrife, PageUnderTest system) {
    String group = system.conversation("loosestrife_w", "lobelia_w", "before");
    loosestrife.at(network).signIn("loosestrife_w").openConversation("lobelia_w");
    loosestrife.limitStorage(1);
    List<String> texts = Stream.iterate(1, i -> i + 1).limit(8).map(i -> "text " + i).toList();

    texts.forEach(loosestrife::write);

    List<String> all = Stream.concat(Stream.of("before"), texts.stream()).toList();
    loosestrife.awaitEquals(all, () -> system.messages("lobelia_w", group));
    loosestrife.awaitEquals(all, loosestrife::messages);
    loosestrife.await(() -> loosestrife.states().stream().allMatch("sent"::equals));
  }

  @Test
  void signingOutAsksAndLeavesNoText(MessengerPage jonquil, PageUnderTest system) {
    String group = system.conversation("jonquil_w", "juno_w", "before");
    jonquil.at(network).signIn("jonquil_w").openConversation("juno_w");
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);
    jonquil.write("secret one").write("secret two").type(COMPOSER, "secret three");
    jonquil.awaitEquals(List.of("sent", "waiting", "sending"), jonquil::states);
    assertTrue(jonquil.stored().contains("secret"), jonquil::stored);

    jonquil.click(By.id("sign-out"));
    jonquil.see(DIALOG, "Signing out deletes 2 messages and a draft from this browser.");
    jonquil.awaitEquals("Stay signed in", jonquil::focused);
    jonquil.press(Keys.ESCAPE);
    jonquil.await(() -> !jonquil.present(DIALOG));
    jonquil.awaitEquals("Sign out", jonquil::focused);
    jonquil.press(Keys.ENTER);
    jonquil.see(DIALOG, "Delete what is not sent?");
    jonquil.tabTo("Delete and sign out");
    jonquil.press(Keys.ENTER);

    jonquil.see("Who are you?");
    assertFalse(jonquil.stored().contains("secret"), jonquil::stored);
    network.rest(_ -> Network.FORWARDED);
    jonquil.choose("jonquil_w").open("#/messages/" + group).readsLast("before");
    assertEquals("", jonquil.value(COMPOSER));
    assertEquals(List.of("before"), system.messages("juno_w", group));
  }

  @Test
  void signingOutInOneTabLeavesNoTextOfAnother(MessengerPage kerria, PageUnderTest system) {
    system.conversation("kerria_w", "knapweed_w", "before");
    kerria.at(network).signIn("kerria_w").openConversation("knapweed_w");
    String first = kerria.tab();
    kerria.newTab().signIn("kerria_w").openConversation("knapweed_w");
    kerria.type(COMPOSER, "secret");
    String second = kerria.tab();

    kerria.switchTo(first).click(By.id("sign-out"));
    kerria.see(DIALOG, "Signing out deletes a draft from this browser.");
    kerria.click(By.xpath("//button[.='Delete and sign out']"));

    kerria.see("Who are you?");
    kerria.switchTo(second).see("You have signed out in another tab.").see("Who are you?");
    assertFalse(kerria.stored().contains("secret"), kerria::stored);
  }

  @Test
  void aPhoneShowsThatThereIsNoNetwork(MessengerPage gentian, PageUnderTest system) {
    system.conversation("gentian_w", "heather_w", "before");
    gentian.resize(390, 780, true);
    gentian.at(network).signIn("gentian_w").see("heather_w");
    network.rest(kind -> kind.contains(" /api/") ? REQUEST_LOST : Network.FORWARDED);

    gentian.click(MessengerPage.conversation("heather_w"));

    gentian.see(
        By.cssSelector(".log"), "The messages could not be loaded: there is no connection.");
    gentian.see(By.id("connection"), "Not up to date: there is no connection.");
    network.rest(_ -> Network.FORWARDED);
    gentian.tryNow().readsLast("before");
    assertEquals(List.of(), gentian.texts(".log .problem"));
  }

  @Test
  void theLengthLimitIsShownAndBlankTextIsNotSent(MessengerPage garlic, PageUnderTest system) {
    String group = system.conversation("garlic_w", "holly_w", "before");
    garlic.at(network).signIn("garlic_w").openConversation("holly_w");
    By characters = By.id("characters");

    garlic.write("   \n  ");
    garlic.paste("🎻".repeat(1000));
    garlic.see(characters, "24 characters left");
    garlic.paste("🎻".repeat(1025));
    garlic.see(characters, "1 character too many");
    garlic.press(Keys.ENTER);
    assertEquals("🎻".repeat(1025), garlic.value(COMPOSER));
    garlic.paste("🎻".repeat(1024));
    garlic.see(characters, "0 characters left");
    garlic.press(Keys.ENTER);

    garlic.awaitEquals(List.of("sent", "sent"), garlic::states);
    assertEquals(List.of("before", "🎻".repeat(1024)), system.messages("holly_w", group));
    assertEquals(1, network.count(POST));
  }

  @Test
  void everyRetryHasTheSameKey(MessengerPage iris, PageUnderTest system) {
    system.conversation("iris_w", "jasmine_w", "before");
    iris.at(network).signIn("iris_w").openConversation("jasmine_w");
    network.next(POST, REQUEST_LOST, UNAVAILABLE);

    iris.write("one").write("two");

    iris.awaitEquals(List.of("sent", "sent", "sent"), iris::states);
    List<String> keys = network.keys();
    assertEquals(4, keys.size());
    assertEquals(2, keys.stream().distinct().count());
    assertEquals(keys.get(0), keys.get(2));
    assertTrue(keys.get(0).matches("[0-9a-f-]{36}"), keys.get(0));
  }

  @Test
  void onAPhoneEnterStartsANewLine(MessengerPage laburnum, PageUnderTest system) {
    String group = system.conversation("laburnum_w", "lavender_w", "before");
    laburnum.resize(390, 780, true);
    laburnum.signIn("laburnum_w").openConversation("lavender_w");
    laburnum.type(COMPOSER, "one");
    laburnum.key(COMPOSER, Keys.ENTER);
    laburnum.send("two");

    laburnum.readsLast("before", "one\ntwo");
    laburnum.awaitEquals(List.of("sent", "sent"), laburnum::states);
    assertEquals(List.of("before", "one\ntwo"), system.messages("lavender_w", group));
    laburnum.type(COMPOSER, "three");
    laburnum.key(COMPOSER, Keys.chord(Keys.CONTROL, Keys.ENTER));
    laburnum.readsLast("before", "one\ntwo", "three");
  }

  private static final String DISPATCH_FILE =
      """
      const data = new DataTransfer();
      data.items.add(new File(["content"], "picture.png", { type: "image/png" }));
      if (arguments[1]) {
        data.setData("text/plain", arguments[1]);
      }
      data.dropEffect = "copy";
      const options = { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data };
      const type = arguments[0] === "paste" ? ClipboardEvent : DragEvent;
      const event = new type(arguments[0], options);
      const isAllowed = (document.querySelector(".composer textarea") ?? document.body).dispatchEvent(event);
      return `${isAllowed} ${arguments[0] === "dragover" ? event.dataTransfer.dropEffect : ""}`.trim();
      """;

  @Test
  void aFileIsRefused(MessengerPage magnolia, PageUnderTest system) {
    system.conversation("magnolia_w", "marigold_w", "before");
    magnolia.signIn("magnolia_w").openConversation("marigold_w");

    assertEquals("true", magnolia.run(DISPATCH_FILE, "paste", "a text with its picture"));
    assertEquals("false none", magnolia.run(DISPATCH_FILE, "dragover", "a name"));
    assertEquals(List.of(), magnolia.texts("#announcer p"));
    assertEquals("false", magnolia.run(DISPATCH_FILE, "paste", ""));
    assertEquals(List.of("Files cannot be sent."), magnolia.texts(".composer .problem"));
    magnolia.type(COMPOSER, "a text");
    assertEquals(List.of(""), magnolia.texts(".composer .problem"));
    assertEquals("false", magnolia.run(DISPATCH_FILE, "drop", "a file with its name"));
    assertEquals(List.of("Files cannot be sent."), magnolia.texts(".composer .problem"));
    magnolia.open("#/").see("Nothing is open");
    assertEquals("false", magnolia.run(DISPATCH_FILE, "drop", ""));

    assertEquals(
        List.of("Files cannot be sent.", "Files cannot be sent.", "Files cannot be sent."),
        magnolia.texts("#announcer p"));
  }

  @Test
  void messagesThatWaitedKeepTheirPositionWhenTheyArrive(
      MessengerPage nasturtium, PageUnderTest system) {
    system.conversation("nasturtium_w", "nigella_w", "before");
    nasturtium.at(network).signIn("nasturtium_w").openConversation("nigella_w").write("sent");
    nasturtium.awaitEquals(List.of("sent", "sent"), nasturtium::states);
    network.rest(kind -> kind.equals(POST) ? REQUEST_LOST : Network.FORWARDED);
    nasturtium.write("one").write("two").write("three").see("Waiting for the network");
    List<Double> positions = positions(nasturtium, "before", "sent", "one", "two", "three");

    network.next(POST, Network.FORWARDED);
    nasturtium.awaitEquals("sent", () -> nasturtium.statesOf("one").getFirst());
    assertEquals(positions, positions(nasturtium, "before", "sent", "one", "two", "three"));
    network.rest(_ -> Network.FORWARDED);
    nasturtium
        .tryNow()
        .awaitEquals(List.of("sent", "sent", "sent", "sent", "sent"), nasturtium::states);
    assertEquals(positions, positions(nasturtium, "before", "sent", "one", "two", "three"));
  }

  private static List<Double> positions(MessengerPage page, String... texts) {
    return Stream.of(texts).map(page::positionOf).toList();
  }
}
