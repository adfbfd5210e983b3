import { pauseAfter } from "../backoff.js";

/** Milliseconds after the last key before a handle is looked up. */
const DEBOUNCE = 250;

/** Looks up a handle once typing pauses, and again after a transient failure. Only the last handle counts. */
export class UserLookup {
  #api;
  #timer = null;
  #search = null;

  constructor(api) {
    this.#api = api;
  }

  /** Calls back with `{isWaiting}`, with `{error}` for each failure, and at last with `{user}`, null if there is none. */
  find(handle, onResult) {
    this.stop();
    const search = { handle, onResult, failures: 0 };
    this.#search = search;
    this.#timer = setTimeout(() => this.#lookUp(search), DEBOUNCE);
  }

  /** Cancels the lookup. */
  stop() {
    clearTimeout(this.#timer);
    this.#search = null;
  }

  async #lookUp(search) {
    if (search.failures === 0) {
      search.onResult({ isWaiting: true });
    }
    const result = await this.#api.user(search.handle).then(
      (user) => ({ user }),
      (error) => ({ error }),
    );
    if (this.#search !== search) {
      return;
    }
    search.onResult(result);
    if (result.error?.isTransient) {
      search.failures += 1;
      this.#timer = setTimeout(() => this.#lookUp(search), pauseAfter(search.failures, result.error));
    }
  }
}
