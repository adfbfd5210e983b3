package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the page sends what only the newest value matters of. */
@ExtendWith(BrowserExtension.class)
class LatestRequestsTest {

  /** Requests end when the test says so, and pauses end at once and are recorded. */
  private static final String PRELUDE =
      """
      const { LatestRequests } = await import(new URL("assets/api/latest-requests.js", document.baseURI));
      const { ApiError } = await import(new URL("assets/api/api-error.js", document.baseURI));
      const log = [];
      const requests = [];
      const realTimeout = window.setTimeout;
      const settled = () => new Promise((resolve) => realTimeout(resolve));
      window.setTimeout = (action, pause) => {
        log.push(`pause ${pause}`);
        return realTimeout(action, 0);
      };
      const latest = new LatestRequests(
        (key, value) => {
          log.push(`send ${key}${value}`);
          return new Promise((resolve, reject) => requests.push({ resolve, reject }));
        },
        {
          onDone: (key, value) => log.push(`done ${key}${value}`),
          onRefused: (key, value, { status }) => log.push(`refused ${key}${value} ${status}`),
        });
      const succeed = async () => { requests.shift().resolve(); await settled(); await settled(); };
      const fail = async (...error) => {
        requests.shift().reject(new ApiError(...error));
        await settled();
        await settled();
      };
      """;

  @Test
  void oneRequestAtATimeAndOnlyTheNewestValue(MessengerPage page) {
    assertLog(
        "send a1, send b1, done a1, send a3, done b1, done a3",
        page,
        """
        latest.add("a", 1); latest.add("b", 1); latest.add("a", 2); latest.add("a", 3);
        await succeed(); await succeed(); await succeed();
        """);
  }

  @Test
  void aTransientFailureIsRetriedWithTheNewestValueAfterTheTimeThatTheApiSays(MessengerPage page) {
    assertLog(
        "send a1, pause 60000, send a2, done a2",
        page,
        """
        latest.add("a", 1);
        latest.add("a", 2);
        await fail(429, [], 60000);
        await succeed();
        """);
  }

  @Test
  void aRefusedValueIsNotRetriedAndLaterOnesAreSent(MessengerPage page) {
    assertLog(
        "send a1, refused a1 404, send a2, done a2",
        page,
        """
        latest.add("a", 1);
        await fail(404);
        latest.add("a", 2);
        await succeed();
        """);
  }

  @Test
  void aValueIsRetriedFromItsFirstFailureUntilItIsSentOrRefused(MessengerPage page) {
    assertLog(
        "false, send a1, false, pause 60000, send a1, true, done a1, false",
        page,
        """
        const look = () => log.push(String(latest.isRetrying));
        look();
        latest.add("a", 1); look();
        await fail(429, [], 60000); look();
        await succeed(); look();
        """);
    assertLog(
        "send a1, pause 60000, send a1, refused a1 404, false",
        page,
        """
        latest.add("a", 1);
        await fail(429, [], 60000);
        await fail(404);
        log.push(String(latest.isRetrying));
        """);
  }

  private static void assertLog(String expected, MessengerPage page, String steps) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps + "return log.join(', ');"));
  }
}
