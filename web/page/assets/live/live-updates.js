import { pauseAfter } from "../backoff.js";
import { isElement, messageOf } from "../api/elements.js";
import { BROWSER_CLOCK } from "../clock.js";
import { LiveFeed } from "./live-feed.js";

/** How often to look whether the device has slept. */
const SLEEP_CHECK_MS = 30_000;

/**
 * A check after so long tells that the device has slept. Browsers let the timers of a hidden page run once a minute at
 * most.
 */
const SLEEP_THRESHOLD_MS = SLEEP_CHECK_MS + 15_000;
const HIDDEN_SLEEP_THRESHOLD_MS = 120_000;

/** After each so many failures in a row, the endpoint is asked for again: it may have changed. */
const FAILURES_TO_ASK_AGAIN = 5;

/** How often to ask whether the service has live events now, if it had none. */
const ASK_AGAIN_MS = 600_000;

/** The list of conversations is rewritten some time after a message, and perhaps after its event has arrived. */
const LIST_LAGS_MS = [2_000, 10_000];

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
  #environment;
  #feed = null;
  #failures = 0;
  #retryTimer = null;
  #sleepTimer = null;
  #wasHidden = false;
  #isStopped = false;

  /**
   * @param messenger `api`, `session`, `conversations` and `polling`
   * @param view `refreshAnew()` and `receive(uuid, message)` of what the page shows
   * @param environment see LiveConnection
   */
  constructor({ api, session, conversations, polling }, view, environment = browser()) {
    this.#api = api;
    this.#session = session;
    this.#conversations = conversations;
    this.#polling = polling;
    this.#view = view;
    this.#environment = environment;
  }

  start() {
    addEventListener("online", this.#onOnline);
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#watchSleep();
    return this.#ask();
  }

  stop() {
    this.#isStopped = true;
    this.#environment.clock.clearTimeout(this.#retryTimer);
    this.#environment.clock.clearTimeout(this.#sleepTimer);
    removeEventListener("online", this.#onOnline);
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#feed?.stop();
  }

  #onOnline = () => this.#feed?.reconnect();

  #onVisibility = () => {
    this.#wasHidden ||= document.hidden;
  };

  /** Asks the API where the live events are. */
  async #ask() {
    try {
      const { live } = await this.#api.me();
      this.#failures = 0;
      this.#follow(live ?? null);
    } catch (error) {
      // Deployments of an earlier version do not have this route.
      this.#failures += 1;
      this.#askAgain(error.isTransient ? pauseAfter(this.#failures, error) : ASK_AGAIN_MS);
    }
  }

  #askAgain(pause) {
    this.#environment.clock.clearTimeout(this.#retryTimer);
    if (!this.#isStopped) {
      this.#retryTimer = this.#environment.clock.setTimeout(() => this.#ask(), pause);
    }
  }

  #follow(endpoint) {
    if (this.#isStopped) {
      return;
    }
    if (endpoint === null) {
      this.#feed?.stop();
      this.#feed = null;
      this.#askAgain(ASK_AGAIN_MS);
    } else if (this.#feed === null) {
      this.#connect(endpoint);
    } else {
      this.#feed.endpoint = endpoint;
    }
  }

  #connect(endpoint) {
    const feed = new LiveFeed(
      endpoint,
      () => this.#session.accessToken(),
      () => this.#view.refreshAnew(),
      this.#environment,
    );
    feed.addEventListener("change", () => this.#polling.setLive(feed.isLive));
    feed.addEventListener("event", ({ detail }) => this.#receive(detail));
    feed.addEventListener("failure", ({ detail: failures }) => failures % FAILURES_TO_ASK_AGAIN === 0 && this.#ask());
    this.#feed = feed;
    feed.connect();
  }

  #watchSleep() {
    const { clock } = this.#environment;
    const startedAt = clock.wallTime();
    this.#wasHidden = document.hidden;
    this.#sleepTimer = clock.setTimeout(() => {
      const threshold = this.#wasHidden ? HIDDEN_SLEEP_THRESHOLD_MS : SLEEP_THRESHOLD_MS;
      if (clock.wallTime() - startedAt > threshold) {
        this.#feed?.reconnect();
      }
      this.#watchSleep();
    }, SLEEP_CHECK_MS);
  }

  #receive({ type, message_group_uuid: uuid, message, up_to: upTo }) {
    if (type === "message" && isElement(message) && typeof message.message === "string") {
      this.#show(uuid, messageOf(message));
    } else if (type === "read" && typeof upTo === "string") {
      if (!this.#conversations.readElsewhere(uuid, upTo)) {
        this.#polling.wake();
      }
    } else {
      // An event without a text, or of a later version.
      this.#load(uuid, message?.created_at);
    }
  }

  #show(uuid, message) {
    this.#view.receive(uuid, message);
    if (!this.#conversations.receive(uuid, message, this.#session.is(message.handle))) {
      this.#load(uuid, message.created_at);
    }
  }

  /** Loads what an event tells of, and again if the list does not have it by then. */
  #load(uuid, at) {
    this.#polling.wake();
    const isMissing = () => !this.#isStopped && (this.#conversations.get(uuid)?.created_at ?? "") < at;
    LIST_LAGS_MS.forEach((lag) => this.#environment.clock.setTimeout(() => isMissing() && this.#polling.wake(), lag));
  }
}

function browser() {
  return { open: (url, protocols) => new WebSocket(url, protocols), clock: BROWSER_CLOCK };
}
