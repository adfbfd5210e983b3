import { pauseAfter } from "../backoff.js";

/** Looks up a handle once typing pauses, and again after a transient failure. Only the last handle counts. */
export class UserLookup {
  #directory;
  #timer = null;
  #search = null;

  constructor(directory) {
    this.#directory = directory;
  }

  /**
   * Calls back with `{isWaiting}`, with `{error}` for each failure, and at last with `{user}`, null if there is none.
   *
   * @param {number} pause milliseconds to wait before a request; a later call cancels this one
   */
  find(handle, pause, onResult) {
    this.stop();
    const search = { handle, onResult, failures: 0 };
    this.#search = search;
    const user = this.#directory.known(handle);
    if (user === undefined) {
      this.#timer = setTimeout(() => this.#lookUp(search), pause);
    } else {
      this.#timer = setTimeout(() => onResult({ user }), user === null ? pause : 0);
    }
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
    const result = await this.#directory.lookUp(search.handle).then(
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
