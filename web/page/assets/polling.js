import { pauseAfter } from "./backoff.js";

/** Milliseconds between two requests: from just after a change up to when nothing changes. */
const SHORTEST = 1_000;
const LONGEST = 10_000;
const GROWTH = 1.4;

/** Milliseconds between two requests of a hidden page. Browsers let its timers run once a minute at most. */
const HIDDEN = 60_000;

/**
 * Polls: less often while nothing changes, and seldom while the page is hidden.
 * Dispatches `success` and `failure` (with the error as detail) after each request.
 */
export class Polling extends EventTarget {
  #poll;
  #pause = SHORTEST;
  #failures = 0;
  #timer = null;
  #isPolling = false;
  #isWanted = false;
  #isStopped = false;

  /** @param poll polls once; returns whether anything changed */
  constructor(poll) {
    super();
    this.#poll = poll;
    document.addEventListener("visibilitychange", () => this.wake());
    addEventListener("online", () => this.wake());
  }

  /** Polls now, and often for a while. */
  wake() {
    this.#pause = SHORTEST;
    this.#isWanted = true;
    this.#next(0);
  }

  /** Polls no more. */
  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #next(pause) {
    clearTimeout(this.#timer);
    if (!this.#isStopped) {
      this.#timer = setTimeout(() => this.#run(), document.hidden ? Math.max(pause, HIDDEN) : pause);
    }
  }

  async #run() {
    if (this.#isPolling) {
      return;
    }
    this.#isPolling = true;
    this.#isWanted = false;
    const pause = await this.#once();
    this.#isPolling = false;
    this.#next(this.#isWanted ? 0 : pause);
  }

  /** Returns the milliseconds to wait. */
  async #once() {
    try {
      const hasChanged = await this.#poll();
      this.#failures = 0;
      this.#pause = hasChanged ? SHORTEST : Math.min(LONGEST, this.#pause * GROWTH);
      this.dispatchEvent(new CustomEvent("success"));
      return this.#pause;
    } catch (error) {
      this.#failures += 1;
      this.dispatchEvent(new CustomEvent("failure", { detail: error }));
      return pauseAfter(this.#failures, error);
    }
  }
}
