import { reason } from "../api/words.js";
import { pauseAfter } from "../backoff.js";
import * as storage from "../storage.js";

/** After this many errors of the service in a row a message has failed, and the user decides. */
const MAX_ERRORS = 8;

/**
 * @typedef {object} Entry a message whose delivery is not confirmed
 * @property {string} key the idempotency key: retries with it post one message
 * @property {{uuid: ?string, handle: ?string}} to a conversation, or the user to start one with
 * @property {string} text
 * @property {string} writtenAt
 * @property {"sending"|"waiting"|"failed"} state
 * @property {?string} reason why it is waiting or has failed
 * @property {boolean} isUncertain an attempt had no response: the message may be delivered
 * @property {?string} after the time of the newest message before it; null if unknown
 */

/**
 * Sends messages in the order in which they were written, one at a time for each conversation. A transient failure is
 * retried; a refused message waits for the user's decision. Messages survive a reload of the page.
 *
 * Dispatches `change`, and `delivered` with `{entry, response}` as detail.
 */
export class Outbox extends EventTarget {
  #api;
  #started;
  #name;
  #entries;
  #running = new Set();
  #interruptions = new Set();

  constructor(api, started, handle) {
    super();
    this.#api = api;
    this.#started = started;
    this.#name = `outbox.${handle}`;
    this.#entries = storage.read(this.#name) ?? [];
    addEventListener("online", () => this.#interruptions.forEach((interrupt) => interrupt()));
  }

  /** Sends what was not delivered before the page was reloaded, perhaps during an attempt. */
  resume() {
    this.#entries.forEach((entry) => (entry.isUncertain ||= entry.state === "sending"));
    this.#entries.forEach((entry) => this.#run(laneOf(entry)));
  }

  /** Whether a message to a handle is still to start a conversation. */
  isStarting(handle) {
    return this.#entries.some(({ to }) => !to.uuid && to.handle.toLowerCase() === handle.toLowerCase());
  }

  /** Returns the entries of a conversation, in order. */
  entriesTo(to) {
    const lane = laneOf({ to: this.#started.resolve(to) });
    return this.#entries.filter((entry) => laneOf(entry) === lane);
  }

  /** Sends a text; for `after` see Entry. */
  add(to, text, after) {
    const entry = {
      key: crypto.randomUUID(),
      to: this.#started.resolve(to),
      text,
      writtenAt: new Date().toISOString(),
      state: "sending",
      reason: null,
      isUncertain: false,
      after,
    };
    this.#entries.push(entry);
    this.#changed();
    this.#run(laneOf(entry));
  }

  /** Retries a failed entry. */
  retry(entry) {
    entry.state = "sending";
    this.#changed();
    this.#run(laneOf(entry));
  }

  /** Discards a failed entry. */
  discard(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#changed();
  }

  async #run(lane) {
    if (this.#running.has(lane)) {
      return;
    }
    this.#running.add(lane);
    for (let entry = this.#next(lane); entry; entry = this.#next(lane)) {
      await this.#deliver(entry);
    }
    this.#running.delete(lane);
  }

  #next(lane) {
    return this.#entries.find((entry) => laneOf(entry) === lane && entry.state !== "failed");
  }

  /** Tries until the entry is delivered or has failed. */
  async #deliver(entry) {
    for (let errors = 0, attempts = 1; ; attempts++) {
      this.#update(entry, "sending", null);
      try {
        this.#delivered(entry, await this.#attempt(entry));
        return;
      } catch (error) {
        entry.isUncertain ||= error.isLost || error.status >= 500;
        errors = error.status >= 500 ? errors + 1 : 0;
        if (!error.isTransient || errors === MAX_ERRORS) {
          this.#update(entry, "failed", reason(error));
          return;
        }
        this.#update(entry, "waiting", error.isLost ? "Waiting for the network" : `Trying again: ${reason(error)}`);
        await this.#pause(pauseAfter(Math.min(attempts, 6), error));
      }
    }
  }

  #attempt({ to, text, key }) {
    return to.uuid ? this.#api.send(to.uuid, text, key) : this.#api.start(to.handle, text, key);
  }

  #delivered(entry, response) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    if (!entry.to.uuid) {
      this.#redirect(entry.to, response.message_group_uuid);
    }
    this.#changed();
    this.dispatchEvent(new CustomEvent("delivered", { detail: { entry, response } }));
  }

  /** Entries that were to start the conversation go into it, now that it exists. */
  #redirect(to, uuid) {
    const others = this.entriesTo(to);
    this.#started.add(to.handle, uuid);
    others.forEach((other) => (other.to = { uuid }));
    if (others.length > 0) {
      this.#run(laneOf(others[0]));
    }
  }

  #update(entry, state, why) {
    entry.state = state;
    entry.reason = why;
    this.#changed();
  }

  #changed() {
    storage.write(this.#name, this.#entries);
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** Waits for some milliseconds, or until the network is back. */
  #pause(milliseconds) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#interruptions.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#interruptions.add(end);
    });
  }
}

function laneOf({ to }) {
  return to.uuid ?? `@${to.handle.toLowerCase()}`;
}
