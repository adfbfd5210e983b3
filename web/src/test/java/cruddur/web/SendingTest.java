package cruddur.web;

import static cruddur.web.Network.REQUEST_LOST;
import static cruddur.web.Network.RESPONSE_LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Messages while the network or the service fails. */
@ExtendWith(BrowserExtension.class)
class SendingTest {

  private static final String POST = "POST /api/messages";
  private static final Network.Disposition UNAVAILABLE =
      Network.refused(503, "[\"service_unavailable\"]");
  private static final By COMPOSER = By.cssSelector(".composer textarea");
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
    yarrow.click(By.xpath("//li[.//p='one']//button[.='Try again']"));
    yarrow.readsLast("before", "three", "one");
    yarrow.awaitEquals(List.of("sent", "sent", "sent"), yarrow::states);
    assertEquals(List.of("before", "three", "one"), system.messages("zinnia_w", group));
  }

  @Test
  void aMessageThatIsRefusedForTheRateIsSentWhenTheServiceAllows(
      MessengerPage aster, PageUnderTest system) {
    String group = system.conversation("aster_w", "briar_w", "before");
    aster.at(network).signIn("aster_w").openConversation("briar_w");
    network.next(
        POST,
        new Network.Disposition.Refused(429, Map.of("retry-after", "1"), "[\"rate_exceeded\"]"));

    aster.write("patience");

    aster.see("Trying again: too many requests in a short time");
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
    clover.awaitEquals(List.of("sent", "sent"), clover::states);
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
    erica.see("Your session has ended. Sign in again: what you wrote is kept in this tab.");
    network.rest(_ -> Network.FORWARDED);
    erica.choose("erica_w");

    erica.readsLast("before", "unsent");
    assertEquals("#/messages/" + group, erica.hash());
    erica.awaitEquals(List.of("sent", "sent"), erica::states);
    assertEquals("unfinished", erica.value(COMPOSER));
    assertEquals(List.of("before", "unsent"), system.messages("fern_w", group));
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
    gentian.readsLast("before");
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
    garlic.press(org.openqa.selenium.Keys.ENTER);
    assertEquals("🎻".repeat(1025), garlic.value(COMPOSER));
    garlic.paste("🎻".repeat(1024));
    garlic.see(characters, "0 characters left");
    garlic.press(org.openqa.selenium.Keys.ENTER);

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
}
