package cruddur.web;

import static cruddur.web.Network.FORWARDED;
import static cruddur.web.Network.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** One damaged element never hides the others, and a failure shows a word and a way on. */
@ExtendWith(BrowserExtension.class)
class DamagedResponsesTest {

  private static final String GOOD =
      """
      {"uuid":"d4d4d4d4-0000-4000-8000-00000000000%d","display_name":"Xanthe","handle":"xanthe_w",
       "message":"%s","created_at":"2026-11-22T13:07:4%d.123456+00:00"}
      """;

  private static final AtomicInteger USERS = new AtomicInteger();
  private static final By PROBLEM = By.cssSelector(".log .problem");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "5",
        "[]",
        "{}",
        "{\"uuid\":\"\"}",
        "{\"uuid\":7,\"message\":\"x\",\"created_at\":\"2026-11-22T13:07:40.123456+00:00\"}",
      })
  void anElementThatIsNoneIsLeftOut(String damaged, MessengerPage page, PageUnderTest system) {
    withMessages(
        damaged, page, system, (_, _) -> page.awaitEquals(List.of("one", "two"), page::messages));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"yesterday\"", "\"\"", "null", "5", "[]", "\"2026-99-99T13:07:40+00:00\""})
  void aMessageWithoutAValidTimeIsShownWithoutATime(
      String time, MessengerPage page, PageUnderTest system) {
    withMessages(
        "{\"uuid\":\"damaged\",\"display_name\":\"Xanthe\",\"handle\":\"xanthe_w\",\"message\":\"no time\",\"created_at\":"
            + time
            + "}",
        page,
        system,
        (_, _) -> page.awaitEquals(List.of("no time", "one", "two"), page::messages));
  }

  @Test
  void aMessageWithNothingButItsUuidIsShown(MessengerPage page, PageUnderTest system) {
    withMessages(
        "{\"uuid\":\"damaged\",\"display_name\":null,\"handle\":{},\"message\":[1]}",
        page,
        system,
        (_, _) -> page.awaitEquals(List.of("", "one", "two"), page::messages));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"uuid\":\"damaged\",\"created_at\":\"never\"}"})
  void aDamagedConversationDoesNotHideTheOthers(
      String damaged, MessengerPage page, PageUnderTest system) {
    try (Network network = new Network(system.address())) {
      String reader = "willow_" + USERS.incrementAndGet();
      system.conversation(reader, "xanthe_" + USERS.get(), "hello");
      String list = "[" + GOOD.formatted(1, "one", 1) + "," + damaged + "]";
      network.rest(kind -> kind.equals("GET /api/message_groups") ? refused(200, list) : FORWARDED);
      page.at(network).signIn(reader);

      page.see(By.id("conversations"), "one");
      page.await(() -> page.texts("#conversations .skeleton").isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "\"text\"", "not JSON"})
  void aListThatIsNoneIsAskedForAgain(String body, MessengerPage page, PageUnderTest system) {
    withResponse(
        body,
        page,
        system,
        (_, network) -> {
          page.see(PROBLEM, "The messages could not be loaded");
          network.rest(_ -> FORWARDED);
          page.awaitEquals(List.of("hello"), page::messages);
        });
  }

  @Test
  void aFailureAnywhereShowsAWordAndAWayOn(MessengerPage page, PageUnderTest system) {
    withResponse(
        "[]",
        page,
        system,
        (_, _) -> {
          assertFalse(page.run("return !document.getElementById('failure').hidden").equals(true));
          // The browser hides what a script of the driver throws, so the events are dispatched.
          page.run("dispatchEvent(new ErrorEvent('error', { error: new Error('a test') }))");
          page.see(By.id("failure"), "Something went wrong on this page.");
          assertEquals(
              "Reload", page.run("return document.querySelector('#failure button').textContent"));
          page.run(
              "document.getElementById('failure').hidden = true;"
                  + "dispatchEvent(new PromiseRejectionEvent('unhandledrejection',"
                  + " { promise: Promise.resolve(), reason: 'a test' }))");
          page.see(By.id("failure"), "Something went wrong on this page.");
          page.click(By.cssSelector("#failure button"));
          page.await(() ->
              Boolean.TRUE.equals(page.run("return document.getElementById('failure').hidden")));
        });
  }

  private interface Check {
    void of(MessengerPage page, Network network);
  }

  private static void withMessages(
      String damaged, MessengerPage page, PageUnderTest system, Check check) {
    withResponse(
        "[" + GOOD.formatted(1, "one", 1) + "," + damaged + "," + GOOD.formatted(2, "two", 2) + "]",
        page,
        system,
        check);
  }

  /** Opens a conversation whose messages the page gets as this response. */
  private static void withResponse(
      String body, MessengerPage page, PageUnderTest system, Check check) {
    try (Network network = new Network(system.address())) {
      String reader = "willow_" + USERS.incrementAndGet();
      String group = system.conversation(reader, "xanthe_" + USERS.get(), "hello");
      network.rest(kind -> kind.equals("GET /api/messages/*") ? refused(200, body) : FORWARDED);
      page.at(network).signIn(reader).open("#/messages/" + group);
      check.of(page, network);
    }
  }
}
