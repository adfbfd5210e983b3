import { pauseAfter } from "../backoff.js";
import { messageOf } from "../api/elements.js";
import { LiveFeed } from "./live-feed.js";

/** A timer that is this many milliseconds late tells that the device has slept. */
const ASLEEP = 120_000;
const CHECK = 30_000;

/**
 * Shows what happens when it happens, if the service has live events. Without them, or while they are down, the page
 * polls as before, and says nothing of it.
 */
export class LiveUpdates {
  #api;
  #session;
  #conversations;
  #polling;
  #view;
  #feed = null;
  #failures = 0;
  #timer = null;
  #checkedAt = Date.now();

  /**
   * @param messenger `api`, `session`, `conversations` and `polling`
   * @param view `refreshAnew()` and `receive(uuid, message)` of what the page shows
   */
  constructor({ api, session, conversations, polling }, view) {
    this.#api = api;
    this.#session = session;
    this.#conversations = conversations;
    this.#polling = polling;
    this.#view = view;
  }

  async start() {
    try {
      const { live } = await this.#api.me();
      if (live) {
        this.#follow(live);
      }
    } catch (error) {
      // Deployments of an earlier version do not have this route.
      if (error.isTransient) {
        this.#failures += 1;
        this.#timer = setTimeout(() => this.start(), pauseAfter(this.#failures, error));
      }
    }
  }

  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#timer);
    this.#feed?.stop();
    removeEventListener("online", this.#onOnline);
  }

  #onOnline = () => this.#feed.reconnect();

  #follow(endpoint) {
    this.#feed = new LiveFeed(
      endpoint,
      () => this.#session.accessToken(),
      () => this.#view.refreshAnew(),
    );
    this.#feed.addEventListener("change", () => this.#polling.setLive(this.#feed.isLive));
    this.#feed.addEventListener("event", ({ detail }) => this.#receive(detail));
    addEventListener("online", this.#onOnline);
    this.#timer = setInterval(() => this.#checkSleep(), CHECK);
    this.#feed.connect();
  }

  #checkSleep() {
    const hasSlept = Date.now() - this.#checkedAt > ASLEEP;
    this.#checkedAt = Date.now();
    if (hasSlept) {
      this.#feed.reconnect();
    }
  }

  #receive({ type, message_group_uuid: uuid, message, up_to: upTo }) {
    if (type === "message" && typeof message?.message === "string") {
      this.#show(uuid, messageOf(message));
    } else if (type === "read") {
      if (!this.#conversations.readElsewhere(uuid, String(upTo))) {
        this.#polling.wake();
      }
    } else {
      // An event without a text, or of a later version.
      this.#polling.wake();
    }
  }

  #show(uuid, message) {
    this.#view.receive(uuid, message);
    if (!this.#conversations.receive(uuid, message, this.#session.is(message.handle))) {
      this.#polling.wake();
    }
  }
}
