package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the page polls, in simulated time. Times are seconds. */
@ExtendWith(BrowserExtension.class)
class PollingTest {

  private static final String PRELUDE =
      """
      const { Polling } = await import(new URL("assets/polling.js", document.baseURI));
      let isHidden = false;
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      let now = 0;
      let last = 0;
      const timers = new Map();
      const clock = {
        setTimeout: (action, pause) => timers.set(last += 1, { at: now + pause, action }) && last,
        clearTimeout: (timer) => timers.delete(timer),
        now: () => now,
      };
      const polls = [];
      const polling = new Polling(async () => { polls.push(Math.round(now / 1000)); return false; }, clock);
      const until = async (seconds) => {
        for (;;) {
          const [id, due] = [...timers].sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
          if (!due || due.at > seconds * 1000) {
            now = seconds * 1000;
            return;
          }
          now = due.at;
          timers.delete(id);
          due.action();
          for (let i = 0; i < 10; i++) await null;
        }
      };
      const hide = (value) => { isHidden = value; document.dispatchEvent(new Event("visibilitychange")); };
      const wakeEvery = async (seconds, end) => {
        for (let at = now / 1000 + seconds; at <= end; at += seconds) {
          await until(at);
          polling.wake();
        }
        await until(end);
      };
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          less often while nothing changes       | polling.wake(); await until(30)                                                       | 0 1 3 6 10 15 23
          once a minute while events tell it     | polling.setLive(true); await until(200)                                               | 60 120 180
          at once when they no longer do         | polling.setLive(true); await until(10); polling.setLive(false); await until(12)       | 10 11
          at once for an event                   | polling.setLive(true); await until(10); polling.wake(); await until(100)              | 10 70
          once a minute while hidden             | hide(true); polling.wake(); await until(200)                                          | 0 60 120 180
          at once for an event while hidden      | hide(true); polling.setLive(true); await until(30); polling.wake(); await until(100)  | 30 90
          events do not put polls off            | hide(true); polling.setLive(true); await wakeEvery(30, 120)                           | 30 60 90 120
          five seconds lie between hidden polls  | hide(true); polling.setLive(true); await wakeEvery(1, 20)                             | 1 6 11 16
          at once when it is shown               | hide(true); polling.setLive(true); await until(30); hide(false); await until(40)      | 30
          not at once when it is hidden          | polling.setLive(true); await until(30); hide(true); await until(130)                  | 60 120
          not after the end                      | polling.setLive(true); polling.stop(); polling.wake(); await until(100)               | NULL
          """,
      nullValues = "NULL")
  void thePagePolls(String rule, String steps, String expected, MessengerPage page) {
    page.open("");

    assertEquals(
        expected == null ? "" : expected,
        page.runAsync(PRELUDE + steps + "; return polls.join(' ');"),
        rule);
  }
}
