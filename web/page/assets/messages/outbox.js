import { reason } from "../api/words.js";
import { pauseAfter } from "../backoff.js";
import * as storage from "../storage.js";

/** So many errors of the service in a row, and a message is left to its writer. */
const MOST_ERRORS = 8;

/**
 * @typedef {object} Entry a message that is not known to have arrived
 * @property {string} key the idempotency key: sent again with it, it arrives once
 * @property {{uuid: ?string, handle: ?string}} to a conversation, or whoever one is to be started with
 * @property {string} text
 * @property {string} writtenAt
 * @property {"sending"|"waiting"|"failed"} state
 * @property {?string} reason why it waits or has failed
 * @property {boolean} isInDoubt an attempt had no answer: it may have arrived
 * @property {?string} after when the newest message was written that was there before; null when that is not known
 */

/**
 * Sends messages, in the order in which they were written, one at a time for each conversation. What fails for a reason
 * that may pass is sent again; what is refused waits for its writer's decision. It all survives a reload of the page.
 *
 * It says `change`, and `delivered` with `{entry, answer}` as detail.
 */
export class Outbox extends EventTarget {
  #api;
  #name;
  #entries;
  #running = new Set();
  #interruptions = new Set();

  constructor(api, handle) {
    super();
    this.#api = api;
    this.#name = `outbox.${handle}`;
    this.#entries = storage.read(this.#name) ?? [];
    addEventListener("online", () => this.#interruptions.forEach((interrupt) => interrupt()));
  }

  /** Sends what an earlier life of the page has left, perhaps in the middle of an attempt. */
  resume() {
    this.#entries.forEach((entry) => (entry.isInDoubt ||= entry.state === "sending"));
    this.#entries.forEach((entry) => this.#run(laneOf(entry)));
  }

  /** What is on its way to a conversation, in order. */
  entriesTo(to) {
    return this.#entries.filter((entry) => laneOf(entry) === laneOf({ to }));
  }

  /** Sends a text; `after` is as an entry has it. */
  add(to, text, after) {
    const entry = {
      key: crypto.randomUUID(),
      to,
      text,
      writtenAt: new Date().toISOString(),
      state: "sending",
      reason: null,
      isInDoubt: false,
      after,
    };
    this.#entries.push(entry);
    this.#changed();
    this.#run(laneOf(entry));
  }

  /** Tries a failed one again. */
  retry(entry) {
    entry.state = "sending";
    this.#changed();
    this.#run(laneOf(entry));
  }

  /** Gives a failed one up. */
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

  /** Tries until it has arrived or failed. */
  async #deliver(entry) {
    for (let errors = 0, attempts = 1; ; attempts++) {
      this.#update(entry, "sending", null);
      try {
        this.#arrived(entry, await this.#attempt(entry));
        return;
      } catch (error) {
        entry.isInDoubt ||= error.isLost || error.status >= 500;
        errors = error.status >= 500 ? errors + 1 : 0;
        if (!error.isPassing || errors === MOST_ERRORS) {
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

  #arrived(entry, answer) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    if (!entry.to.uuid) {
      this.#redirect(entry.to, answer.message_group_uuid);
    }
    this.#changed();
    this.dispatchEvent(new CustomEvent("delivered", { detail: { entry, answer } }));
  }

  /** What else was to start the conversation goes into it, now that it is there. */
  #redirect(to, uuid) {
    const others = this.entriesTo(to);
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

  /** Waits so many milliseconds, or until the network is back. */
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
