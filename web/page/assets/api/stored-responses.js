import * as storage from "../storage.js";

const PREFIX = "stored.";

/** Milliseconds that a sign-out waits at most. */
const TIMEOUT = 3_000;

/**
 * The addresses whose responses the browser may have stored. They are kept in the browser until the stored responses are
 * overwritten, because a stored response outlives the tab, and can be read without a token.
 */
export class StoredResponses {
  #origin;
  /** For a browser that keeps nothing for this page. */
  #paths = new Set();

  constructor(origin) {
    this.#origin = origin;
  }

  /** Notes an address before a request to it. */
  add(path) {
    this.#paths.add(path);
    // Another tab may have overwritten what was stored.
    if (storage.browser.read(PREFIX + path) === null) {
      storage.browser.write(PREFIX + path, true);
    }
  }

  /** Lets the browser remove what it has stored: a refusal, which a request without a token gets, takes its place. */
  async overwrite() {
    const signal = AbortSignal.timeout(TIMEOUT);
    const paths = new Set([...this.#paths, ...storage.browser.names(PREFIX)]);
    await Promise.allSettled([...paths].map((path) => this.#overwrite(path, signal)));
  }

  /** Overwrites what earlier sessions have left, now and whenever the network is back. */
  overwriteLeftovers() {
    addEventListener("online", () => this.overwrite());
    return this.overwrite();
  }

  async #overwrite(path, signal) {
    const response = await fetch(new URL(path, this.#origin), { cache: "reload", signal });
    // Read to its end, so that it is stored.
    await response.text();
    this.#paths.delete(path);
    storage.browser.remove(PREFIX + path);
  }
}
