import { pauseAfter } from "../backoff.js";

/** Milliseconds without another key before a handle is looked up. */
const DEBOUNCE = 250;

/** Looks up what is being typed: only the last of it, once the typing pauses, and again when that fails for a while. */
export class UserLookup {
  #api;
  #timer = null;
  #search = null;

  constructor(api) {
    this.#api = api;
  }

  /** Calls back with `{isWaiting}`, with `{error}` for each failure, and with `{user}` in the end, null for nobody. */
  find(handle, onAnswer) {
    this.stop();
    const search = { handle, onAnswer, failures: 0 };
    this.#search = search;
    this.#timer = setTimeout(() => this.#ask(search), DEBOUNCE);
  }

  /** Nobody is waiting for an answer any more. */
  stop() {
    clearTimeout(this.#timer);
    this.#search = null;
  }

  async #ask(search) {
    if (search.failures === 0) {
      search.onAnswer({ isWaiting: true });
    }
    const answer = await this.#api.user(search.handle).then(
      (user) => ({ user }),
      (error) => ({ error }),
    );
    if (this.#search !== search) {
      return;
    }
    search.onAnswer(answer);
    if (answer.error?.isPassing) {
      search.failures += 1;
      this.#timer = setTimeout(() => this.#ask(search), pauseAfter(search.failures, answer.error));
    }
  }
}
