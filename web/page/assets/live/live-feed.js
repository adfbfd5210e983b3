import { pauseAfter } from "../backoff.js";
import { LiveConnection } from "./live-connection.js";

/** A connection that has lasted for so long was not ended by what ended the ones before. */
const STABLE_MS = 60_000;

/**
 * Keeps a connection to the user's channel. Events only tell what a refresh would find, earlier: after each subscription
 * everything is read anew before an event is applied, because events before it are lost. See docs/page.md, "Live
 * events".
 *
 * Dispatches `change` when events begin or cease to be complete, `event` with an event as detail, and `failure` when a
 * connection was lost or could not be made, with the number of failures in a row as detail.
 */
export class LiveFeed extends EventTarget {
  #endpoint;
  #accessToken;
  #refresh;
  #environment;
  #connection = null;
  /** Events that have arrived before the refresh after the subscription; null if they are applied at once. */
  #pendingEvents = [];
  #isLive = false;
  #isRefused = false;
  #isStopped = false;
  #failures = 0;
  /** The time since which events are complete. */
  #liveSince = Infinity;
  #timer = null;

  /**
   * @param endpoint `{url, host, channel}`
   * @param accessToken returns a promise of a valid token
   * @param refresh reads everything that is shown anew; its requests must not have begun before the call
   * @param environment see LiveConnection
   */
  constructor(endpoint, accessToken, refresh, environment) {
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

  /** Connects to another endpoint from now on. */
  set endpoint(endpoint) {
    this.#endpoint = endpoint;
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
      if (this.#connection === pending) {
        this.#ended("lost");
      }
    }
  }

  /** Connects anew: a device that has slept may not know that its connection is lost. */
  reconnect() {
    this.#connection?.close();
    this.#disconnected();
    return this.connect();
  }

  stop() {
    this.#isStopped = true;
    this.#environment.clock.clearTimeout(this.#timer);
    this.#connection?.close();
    this.#disconnected();
  }

  #connected(token) {
    this.#pendingEvents = [];
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
      const pending = this.#pendingEvents;
      this.#pendingEvents = null;
      this.#liveSince = this.#environment.clock.now();
      this.#setLive(true);
      pending.forEach((event) => this.#apply(event));
    }
  }

  #receive(event) {
    if (this.#pendingEvents === null) {
      this.#apply(event);
    } else {
      this.#pendingEvents.push(event);
    }
  }

  #apply(detail) {
    this.dispatchEvent(new CustomEvent("event", { detail }));
  }

  #ended(reason) {
    this.#isRefused = reason === "refused";
    this.#disconnected();
    if (!this.#isRefused && !this.#isStopped) {
      this.#failures += 1;
      this.#timer = this.#environment.clock.setTimeout(() => this.connect(), pauseAfter(this.#failures));
      this.dispatchEvent(new CustomEvent("failure", { detail: this.#failures }));
    }
  }

  #disconnected() {
    if (this.#environment.clock.now() - this.#liveSince >= STABLE_MS) {
      this.#failures = 0;
    }
    this.#liveSince = Infinity;
    this.#connection = null;
    this.#setLive(false);
  }

  #setLive(isLive) {
    if (this.#isLive !== isLive) {
      this.#isLive = isLive;
      this.dispatchEvent(new CustomEvent("change"));
    }
  }
}
