import { pauseAfter } from "../backoff.js";
import { BROWSER_CLOCK } from "../clock.js";
import { LiveConnection } from "./live-connection.js";

/**
 * Keeps a connection to the user's channel. Events only tell what a refresh would find, earlier: after each subscription
 * everything is read anew before an event is applied, because events before it are lost. See docs/design.md, "Live
 * delivery".
 *
 * Dispatches `change` when events begin or cease to be complete, and `event` with an event as detail.
 */
export class LiveFeed extends EventTarget {
  #endpoint;
  #accessToken;
  #refresh;
  #environment;
  #connection = null;
  /** Events that have arrived before the refresh after the subscription; null if they are applied at once. */
  #early = [];
  #isLive = false;
  #isRefused = false;
  #isStopped = false;
  #failures = 0;
  #timer = null;

  /**
   * @param endpoint `{url, host, channel}`
   * @param accessToken returns a promise of a valid token
   * @param refresh reads everything that is shown anew; its requests must not have begun before the call
   * @param environment see LiveConnection
   */
  constructor(endpoint, accessToken, refresh, environment = browser()) {
    super();
    this.#endpoint = endpoint;
    this.#accessToken = accessToken;
    this.#refresh = refresh;
    this.#environment = environment;
  }

  /** Whether every event that is published from now on arrives, as far as one can know. */
  get isLive() {
    return this.#isLive;
  }

  /** Connects now, unless there is a connection or the subscription was refused. */
  async connect() {
    this.#environment.clock.clearTimeout(this.#timer);
    if (this.#connection !== null || this.#isRefused || this.#isStopped) {
      return;
    }
    // Before the token is there, another call must not connect too.
    const pending = { close: () => null };
    this.#connection = pending;
    try {
      const token = await this.#accessToken();
      if (this.#connection === pending && !this.#isStopped) {
        this.#connection = this.#connected(token);
      }
    } catch {
      this.#ended("lost");
    }
  }

  /** Connects anew: a device that has slept may not know that its connection is lost. */
  reconnect() {
    this.#connection?.close();
    this.#connection = null;
    this.#setLive(false);
    return this.connect();
  }

  stop() {
    this.#isStopped = true;
    this.#environment.clock.clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = null;
    this.#setLive(false);
  }

  #connected(token) {
    this.#early = [];
    return new LiveConnection(this.#endpoint, token, this.#environment, {
      onSubscribed: () => this.#catchUp(this.#connection),
      onEvent: (event) => this.#receive(event),
      onEnd: (reason) => this.#ended(reason),
    });
  }

  /** Reads what was missed, however often that takes, and applies what has arrived meanwhile. */
  async #catchUp(connection, failures = 1) {
    try {
      await this.#refresh();
    } catch (error) {
      this.#environment.clock.setTimeout(
        () => connection === this.#connection && this.#catchUp(connection, failures + 1),
        pauseAfter(failures, error),
      );
      return;
    }
    if (connection === this.#connection) {
      this.#failures = 0;
      const early = this.#early;
      this.#early = null;
      this.#setLive(true);
      early.forEach((event) => this.#apply(event));
    }
  }

  #receive(event) {
    if (this.#early === null) {
      this.#apply(event);
    } else {
      this.#early.push(event);
    }
  }

  #apply(detail) {
    this.dispatchEvent(new CustomEvent("event", { detail }));
  }

  #ended(reason) {
    this.#connection = null;
    this.#isRefused = reason === "refused";
    this.#setLive(false);
    if (!this.#isRefused && !this.#isStopped) {
      this.#failures += 1;
      this.#timer = this.#environment.clock.setTimeout(() => this.connect(), pauseAfter(this.#failures));
    }
  }

  #setLive(isLive) {
    if (this.#isLive !== isLive) {
      this.#isLive = isLive;
      this.dispatchEvent(new CustomEvent("change"));
    }
  }
}

function browser() {
  return { open: (url, protocols) => new WebSocket(url, protocols), clock: BROWSER_CLOCK };
}
