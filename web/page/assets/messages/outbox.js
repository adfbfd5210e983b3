import { ApiError } from "../api/api-error.js";
import { reason } from "../api/words.js";
import { pauseAfter } from "../backoff.js";

const PREFIX = "outbox.";

/** After this many errors of the service in a row a message has failed, and the user decides. */
const MAX_ERRORS = 8;

/** The longest pause comes after this many attempts. */
const MAX_GROWTH = 6;

/** The API keeps a key for a day: a later attempt could post the message once more. */
const KEY_LIFETIME = 23 * 3_600_000;

/** Milliseconds that a hidden tab leaves to a visible one, which shows the message when it has sent it. */
const HIDDEN_PAUSE = 1_000;

/**
 * @typedef {object} Entry a message whose delivery is not confirmed
 * @property {string} key the idempotency key: retries with it post one message
 * @property {number} order later entries have a higher one
 * @property {{uuid: ?string, handle: ?string}} to the conversation; without a uuid the message starts it
 * @property {string} text
 * @property {string} writtenAt
 * @property {"sending"|"waiting"|"failed"} state
 * @property {?string} reason why it is waiting or has failed
 * @property {number} attempts
 * @property {number} errors errors of the service in a row
 * @property {number} notBefore the time of the next attempt
 * @property {?number} attemptedAt the time of the last attempt
 * @property {?number} uncertainSince the time of the first attempt that may have succeeded without a response
 * @property {?string} after the time of the newest message before it; null if unknown
 */

/**
 * Sends messages in the order in which they were written, one at a time for each conversation, whichever tab they were
 * written in. A transient failure is retried; a refused message waits for the user's decision. See docs/page.md, "Outbox".
 *
 * Dispatches `change`, `delivered` with `{entry, response}` as detail, and `removed` when another tab has delivered or
 * discarded one.
 */
export class Outbox extends EventTarget {
  #api;
  #store;
  #started;
  #running = new Set();
  #interruptions = new Set();

  constructor(api, store, started) {
    super();
    this.#api = api;
    this.#store = store;
    this.#started = started;
    store.addEventListener("change", ({ detail }) => this.#changed(detail));
    addEventListener("online", () => this.#interrupt());
  }

  /** Sends what other tabs have left, now and later. */
  resume() {
    this.#store.addEventListener("change", () => this.#runAll());
    this.#runAll();
    this.#interrupt();
  }

  /** Returns all entries, in order. */
  entries() {
    return this.#store
      .entries(PREFIX)
      .map(([, entry]) => entry)
      .sort((one, other) => one.order - other.order);
  }

  /** Returns the entries of a conversation, in order. */
  entriesTo(to) {
    const keys = this.#started.keysOf(to);
    return this.entries().filter((entry) => keys.includes(this.#laneOf(entry)));
  }

  /** Whether a message to a handle is still to start a conversation. */
  isStarting(handle) {
    return this.#started.resolve({ handle }).uuid === null && this.#next(this.#started.keyOf({ handle })) !== undefined;
  }

  /** Sends a text; for `after` see Entry. */
  add(to, text, after) {
    const isQueued = to.handle && this.isStarting(to.handle);
    this.#put({
      key: crypto.randomUUID(),
      order: Math.max(Date.now(), 1 + (this.entries().at(-1)?.order ?? 0)),
      // Behind a message that may have started this conversation, but whose response was lost.
      to: isQueued ? { ...to, uuid: null } : this.#started.resolve(to),
      text,
      writtenAt: new Date().toISOString(),
      state: "sending",
      reason: null,
      attempts: 0,
      errors: 0,
      notBefore: 0,
      attemptedAt: null,
      uncertainSince: null,
      after,
    });
    this.#runAll();
  }

  /** Retries a failed entry. */
  retry({ key }) {
    const entry = this.#store.get(PREFIX + key);
    if (entry !== null) {
      const uncertainSince = isExpired(entry.uncertainSince) ? null : entry.uncertainSince;
      this.#put({ ...entry, state: "sending", reason: null, attempts: 0, errors: 0, notBefore: 0, uncertainSince });
      this.#runAll();
    }
  }

  /** Discards a failed entry. */
  discard({ key }) {
    this.#store.write({ [PREFIX + key]: null });
  }

  #changed({ changes, isOfOtherTab }) {
    const own = Object.entries(changes).filter(([name]) => name.startsWith(PREFIX));
    if (own.length > 0) {
      this.dispatchEvent(new CustomEvent("change"));
    }
    if (isOfOtherTab && own.some(([, entry]) => entry === null)) {
      this.dispatchEvent(new CustomEvent("removed"));
    }
  }

  #laneOf({ to }) {
    return this.#started.keyOf(to);
  }

  /** Ends all pauses. */
  #interrupt() {
    this.#interruptions.forEach((interrupt) => interrupt());
  }

  #runAll() {
    new Set(this.entries().map((entry) => this.#laneOf(entry))).forEach((lane) => this.#run(lane));
  }

  async #run(lane) {
    if (this.#running.has(lane)) {
      return;
    }
    this.#running.add(lane);
    for (let entry = this.#next(lane); entry; entry = this.#next(lane)) {
      const { key, attempts, notBefore } = entry;
      await this.#pauseUntil(notBefore);
      await this.#store.alone(key, () => this.#attempt(key, attempts));
    }
    this.#running.delete(lane);
  }

  #next(lane) {
    return this.entries().find((entry) => this.#laneOf(entry) === lane && entry.state !== "failed");
  }

  /** Tries once, unless another tab has done so meanwhile. */
  async #attempt(key, attempts) {
    const entry = await this.#store.fetch(PREFIX + key);
    if (entry === null || entry.state === "failed" || entry.attempts !== attempts) {
      return;
    }
    // An attempt that has no outcome was cut off with its tab.
    const isCutOff = entry.state === "sending" && attempts > 0;
    const uncertainSince = entry.uncertainSince ?? (isCutOff ? entry.attemptedAt : null);
    if (isExpired(uncertainSince)) {
      const why = "an attempt of more than a day ago may have succeeded";
      await this.#put({ ...entry, state: "failed", reason: why, uncertainSince });
      return;
    }
    const sending = {
      ...entry,
      // The key belongs to one request.
      to: uncertainSince === null ? this.#started.resolve(entry.to) : entry.to,
      state: "sending",
      reason: null,
      attempts: attempts + 1,
      attemptedAt: Date.now(),
      uncertainSince,
    };
    const { onLine } = navigator;
    await this.#put(sending);
    const { response, error } = await this.#post(sending).then(
      (value) => ({ response: value }),
      (thrown) => ({ error: thrown }),
    );
    await (error ? this.#put(afterError(sending, error, onLine)) : this.#delivered(sending, response));
  }

  async #post({ to, text, key }) {
    if (to.uuid) {
      return this.#api.send(to.uuid, text, key);
    }
    const response = await this.#api.start(to.handle, text, key);
    if (typeof response?.message_group_uuid !== "string") {
      throw new ApiError(502);
    }
    return response;
  }

  /** The listeners know of the delivery before the entry is removed, so that nothing disappears in between. */
  async #delivered(entry, response) {
    this.dispatchEvent(new CustomEvent("delivered", { detail: { entry, response } }));
    await this.#store.write({
      [PREFIX + entry.key]: null,
      ...(!entry.to.uuid && this.#started.additionOf(entry.to.handle, response.message_group_uuid)),
    });
  }

  #put(entry) {
    return this.#store.write({ [PREFIX + entry.key]: entry });
  }

  /** Waits until a time, or until the network is back. */
  #pauseUntil(time) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#interruptions.delete(end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(0, time - Date.now()) + (document.hidden ? HIDDEN_PAUSE : 0));
      this.#interruptions.add(end);
    });
  }
}

function afterError(entry, error, wasOnline) {
  const errors = error.status >= 500 ? entry.errors + 1 : 0;
  const isUncertain = (error.isLost && wasOnline) || error.status >= 500;
  const uncertainSince = entry.uncertainSince ?? (isUncertain ? entry.attemptedAt : null);
  if (!error.isTransient || errors === MAX_ERRORS) {
    return { ...entry, state: "failed", reason: reason(error), errors, uncertainSince };
  }
  const why = error.isLost ? "Waiting for the network" : `Trying again: ${reason(error)}`;
  const notBefore = Date.now() + pauseAfter(Math.min(entry.attempts, MAX_GROWTH), error);
  return { ...entry, state: "waiting", reason: why, errors, uncertainSince, notBefore };
}

function isExpired(uncertainSince) {
  return uncertainSince !== null && Date.now() - uncertainSince > KEY_LIFETIME;
}
