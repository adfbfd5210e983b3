import { pauseAfter } from "../backoff.js";

/**
 * Sends the newest value of each key: one request at a time, and none for a value that was replaced before its turn. A
 * transient failure is retried.
 */
export class LatestRequests {
  #send;
  #onDone;
  #onRefused;
  #values = new Map();
  /** The keys whose values are being sent, with promises of the end. */
  #running = new Map();
  #pauses = new Set();
  /** The keys whose values could not be sent in the last attempt. */
  #failing = new Set();

  /**
   * @param send takes a key and a value; returns a promise
   * @param onDone takes a key and a value that was sent
   * @param onRefused takes a key, a value and the error; a retry would not help
   */
  constructor(send, { onDone, onRefused }) {
    this.#send = send;
    this.#onDone = onDone;
    this.#onRefused = onRefused;
    addEventListener("online", () => this.#pauses.forEach((end) => end()));
  }

  add(key, value) {
    this.#values.set(key, value);
    if (!this.#running.has(key)) {
      this.#running.set(key, this.#run(key));
    }
  }

  /** Whether a value waits because an attempt has failed. */
  get isRetrying() {
    return this.#failing.size > 0;
  }

  /** Resolves once nothing waits. */
  async idle() {
    await Promise.all(this.#running.values());
  }

  async #run(key) {
    let failures = 0;
    while (this.#values.has(key)) {
      const value = this.#values.get(key);
      const error = await this.#send(key, value).then(
        () => null,
        (thrown) => thrown,
      );
      if (error?.isTransient) {
        failures += 1;
        this.#failing.add(key);
        await this.#pause(pauseAfter(failures, error));
        continue;
      }
      failures = 0;
      this.#failing.delete(key);
      if (this.#values.get(key) === value) {
        this.#values.delete(key);
      }
      error === null ? this.#onDone(key, value) : this.#onRefused(key, value, error);
    }
    this.#running.delete(key);
  }

  /** Waits, or until the network is back. */
  #pause(milliseconds) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#pauses.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#pauses.add(end);
    });
  }
}
