import { pauseAfter } from "./backoff.js";

/** Milliseconds between two questions, from when something has just happened to when nothing does. */
const SHORTEST = 1_000;
const LONGEST = 10_000;
const GROWTH = 1.4;

/**
 * Asks again and again, less often while nothing happens, and not at all while nobody looks at the page.
 * It says `failure` and `success` of what it has asked, with the error as detail.
 */
export class Polling extends EventTarget {
  #ask;
  #pause = SHORTEST;
  #failures = 0;
  #timer = null;
  #isAsking = false;
  #isWanted = false;

  /** @param ask asks once; whether something had happened */
  constructor(ask) {
    super();
    this.#ask = ask;
    document.addEventListener("visibilitychange", () => this.wake());
    addEventListener("online", () => this.wake());
  }

  /** Asks at once, and often for a while: something is happening. */
  wake() {
    this.#pause = SHORTEST;
    this.#isWanted = true;
    this.#next(0);
  }

  #next(pause) {
    clearTimeout(this.#timer);
    if (!document.hidden) {
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }

  async #run() {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    this.#isWanted = false;
    const pause = await this.#once();
    this.#isAsking = false;
    this.#next(this.#isWanted ? 0 : pause);
  }

  /** Returns how long to wait now. */
  async #once() {
    try {
      const hasHappened = await this.#ask();
      this.#failures = 0;
      this.#pause = hasHappened ? SHORTEST : Math.min(LONGEST, this.#pause * GROWTH);
      this.dispatchEvent(new CustomEvent("success"));
      return this.#pause;
    } catch (error) {
      this.#failures += 1;
      this.dispatchEvent(new CustomEvent("failure", { detail: error }));
      return pauseAfter(this.#failures, error);
    }
  }
}
