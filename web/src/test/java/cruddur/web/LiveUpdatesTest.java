package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the page keeps its connection for live events, in simulated time and with sockets of the
 * test.
 */
@ExtendWith(BrowserExtension.class)
class LiveUpdatesTest {

  /**
   * Records in {@code log}: sockets by the host that they are opened to, requests for the endpoint,
   * and `live`.
   */
  private static final String PRELUDE =
      """
      const { LiveUpdates } = await import(new URL("assets/live/live-updates.js", document.baseURI));
      const { ApiError } = await import(new URL("assets/api/api-error.js", document.baseURI));
      Math.random = () => 1;
      let isHidden = false;
      Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
      const hide = (value) => { isHidden = value; document.dispatchEvent(new Event("visibilitychange")); };
      const log = [];
      let now = 0;
      let last = 0;
      const timers = new Map();
      const clock = {
        setTimeout: (action, pause) => timers.set(last += 1, { at: now + pause, action }) && last,
        clearTimeout: (timer) => timers.delete(timer),
        now: () => now,
        wallTime: () => now,
      };
      const settle = async () => { for (let i = 0; i < 20; i++) await null; };
      const wait = async (seconds) => {
        const end = now + seconds * 1000;
        await settle();
        for (;;) {
          const [id, due] = [...timers].sort(([, one], [, other]) => one.at - other.at)[0] ?? [];
          if (!due || due.at > end) {
            now = end;
            return;
          }
          now = Math.max(now, due.at);
          timers.delete(id);
          due.action();
          await settle();
        }
      };
      /** The device sleeps: its timers end late. */
      const sleep = async (seconds) => { now += seconds * 1000; await wait(0); };
      let sockets = [];
      const open = (url) => {
        const socket = { send: () => {}, close: () => {} };
        sockets.push(socket);
        log.push(new URL(url).host);
        return socket;
      };
      const frame = async (value) => { sockets.at(-1).onmessage({ data: JSON.stringify(value) }); await settle(); };
      const connect = async () => { sockets.at(-1).onopen(); await frame({ type: "connection_ack", connectionTimeoutMs: 900000 }); };
      const subscribe = async () => { await connect(); await frame({ type: "subscribe_success", id: "1" }); };
      const refuse = async (type, message) => { await connect(); await frame({ type, id: "1", errors: [{ errorType: "E", message }] }); };
      const lose = async () => { sockets.at(-1).onclose(); await settle(); };
      const endpoint = (host) => ({ live: { url: `wss://${host}/event/realtime`, host, channel: "/members/1" } });
      let me = async () => endpoint("a");
      let token = async () => "token";
      const events = [];
      const updates = new LiveUpdates(
        {
          api: { me: () => { log.push("me"); return me(); } },
          session: { accessToken: () => token(), is: () => false },
          conversations: { receive: (uuid, { uuid: message }) => events.push(message), readElsewhere: () => true, get: () => undefined },
          polling: { setLive: (isLive) => log.push(isLive ? "live" : "not live"), wake: () => events.push("wake") },
        },
        { refreshAnew: async () => {}, receive: () => {} },
        { open, clock });
      const start = async () => { updates.start(); await settle(); };
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it connects                              | await start(); await subscribe()                                                               | me a live
          a lost connection is made anew           | await start(); await subscribe(); await lose(); await wait(1)                                  | me a live not live a
          an expired token may pass                | await start(); await refuse("subscribe_error", "Token has expired."); await wait(1)            | me a a
          a rate may pass                          | await start(); await refuse("subscribe_error", "Rate exceeded"); await wait(1)                 | me a a
          a function that fails may pass           | await start(); await refuse("subscribe_error", "Unable to process request"); await wait(1)     | me a a
          an unavailable service may pass          | await start(); await refuse("subscribe_error", "service_unavailable"); await wait(1)           | me a a
          an error without a message may pass      | await start(); await connect(); await frame({ type: "subscribe_error", id: "1" }); await wait(1) | me a a
          a refused connection may pass            | await start(); await refuse("connection_error", "Token has expired."); await wait(1)           | me a a
          whatever its message                     | await start(); await refuse("connection_error", "channel_refused"); await wait(1)              | me a a
          a refused channel is final               | await start(); await refuse("subscribe_error", "channel_refused"); await wait(700)             | me a
          and so is a missing profile              | await start(); await refuse("subscribe_error", "user_profile_missing"); await wait(700)        | me a
          and so is another kind of token          | await start(); await refuse("subscribe_error", "access_token_required"); await wait(700)       | me a
          the pauses grow                          | await start(); await lose(); await wait(1); await lose(); await wait(1.9); await wait(0.1)     | me a a a
          also if each subscription holds briefly  | await start(); await subscribe(); await lose(); await wait(1); await subscribe(); await lose(); await wait(1.9) | me a live not live a live not live
          not if one has lasted                    | await start(); await subscribe(); await lose(); await wait(1); await subscribe(); await wait(60); await lose(); await wait(1) | me a live not live a live not live a
          after five failures the endpoint is asked for  | await start(); me = async () => endpoint("b"); for (const pause of [1, 2, 4, 8, 16]) { await lose(); await wait(pause); } | me a a a a a me b
          it may be gone                           | await start(); me = async () => ({ live: null }); for (const pause of [1, 2, 4, 8, 16]) { await lose(); await wait(pause); } await wait(500) | me a a a a a me
          and come back                            | me = async () => ({ live: null }); await start(); me = async () => endpoint("a"); await wait(599); await wait(1) | me me a
          a request for it is repeated             | me = async () => { throw new ApiError(503); }; await start(); me = async () => endpoint("a"); await wait(1) | me me a
          seldom if there is no such route         | me = async () => { throw new ApiError(404); }; await start(); await wait(599); await wait(1)   | me me
          an end while it is asked for is an end   | let respond; me = () => new Promise((resolve) => (respond = resolve)); await start(); updates.stop(); respond(endpoint("a")); await wait(700) | me
          also if the request fails                | let respond; me = () => new Promise((resolve, reject) => (respond = reject)); await start(); updates.stop(); respond(new ApiError(503)); await wait(700) | me
          an end before the token is there too     | let respond; token = () => new Promise((resolve) => (respond = resolve)); await start(); updates.stop(); respond("token"); await wait(700) | me
          an end while it waits to connect too     | await start(); await lose(); updates.stop(); await wait(700)                                   | me a
          a sleep of a minute needs a connection   | await start(); await subscribe(); await sleep(60)                                              | me a live not live a
          a short one does not                     | await start(); await subscribe(); await sleep(40)                                              | me a live
          a hidden page may have late timers       | hide(true); await start(); await subscribe(); await sleep(60)                                  | me a live
          also if it has just been shown           | hide(true); await start(); await subscribe(); now += 60000; hide(false); await wait(0)         | me a live
          but a long sleep needs one too           | hide(true); await start(); await subscribe(); await sleep(130)                                 | me a live not live a
          """)
  void aConnectionIsKept(String rule, String steps, String expected, MessengerPage page) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps + "; return log.join(' ');"), rule);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a token that fails late ends no later connection  | let fail; token = () => new Promise((resolve, reject) => (fail = reject)); await start(); token = async () => "token"; dispatchEvent(new Event("online")); await settle(); fail(new Error("late")); await subscribe(); await wait(30); return log.join(" ") | me a live
          """)
  void aConnectionOutlivesOlderOnes(
      String rule, String steps, String expected, MessengerPage page) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps), rule);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a message                  | {"type":"message","message_group_uuid":"g","message":{"uuid":"m","message":"text"}} | m
          a signal                   | {"type":"message","message_group_uuid":"g","message":{"uuid":"m","created_at":"t"}} | wake wake wake
          a message without a uuid   | {"type":"message","message_group_uuid":"g","message":{"message":"text"}}            | wake
          a later kind               | {"type":"typing"}                                                                   | wake
          a time that is none        | {"type":"read","message_group_uuid":"g"}                                            | wake
          a list                     | [1]                                                                                 | ``
          a number                   | 7                                                                                   | ``
          null                       | null                                                                                | ``
          no JSON                    | x                                                                                   | ``
          """)
  void anEventIsAppliedOrLetsThePagePoll(
      String rule, String event, String expected, MessengerPage page) {
    page.open("");

    assertEquals(
        expected,
        page.runAsync(
            PRELUDE
                + """
                await start();
                await subscribe();
                await frame({ type: "data", id: "1", event: arguments[0] });
                sockets.at(-1).onmessage({ data: arguments[0] });
                await wait(20);
                return events.join(" ");
                """,
            event),
        rule);
  }
}
