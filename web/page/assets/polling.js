import { pauseAfter } from "./backoff.js";
import { BROWSER_CLOCK } from "./clock.js";

/** Milliseconds between two requests: from just after a change up to when nothing changes. */
const SHORTEST = 1_000;
const LONGEST = 10_000;
const GROWTH = 1.4;

/**
 * Milliseconds between two requests of a hidden page, and while live events tell what is new. Browsers let the timers of
 * a hidden page run once a minute at most.
 */
const SELDOM = 60_000;

/**
 * Polls: less often while nothing changes, and seldom while the page is hidden or live events tell what is new.
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
  #isLive = false;
  #clock;

  /** @param poll polls once; returns whether anything changed */
  constructor(poll, clock = BROWSER_CLOCK) {
    super();
    this.#poll = poll;
    this.#clock = clock;
    document.addEventListener("visibilitychange", () => this.wake());
    addEventListener("online", () => this.wake());
  }

  /** Polls now, and often for a while. */
  wake() {
    this.#pause = SHORTEST;
    this.#isWanted = true;
    this.#next(0);
  }

  /** Sets whether live events tell what is new. Then a poll is only for what they may have missed. */
  setLive(isLive) {
    this.#isLive = isLive;
    const isDue = this.#isPolling || this.#isWanted;
    if (!isLive || !isDue) {
      this.#next(isLive ? SELDOM : 0);
    }
  }

  /** Polls no more. */
  stop() {
    this.#isStopped = true;
    this.#clock.clearTimeout(this.#timer);
  }

  #next(pause) {
    this.#clock.clearTimeout(this.#timer);
    if (!this.#isStopped) {
      this.#timer = this.#clock.setTimeout(() => this.#run(), document.hidden ? Math.max(pause, SELDOM) : pause);
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
      return this.#isLive ? SELDOM : this.#pause;
    } catch (error) {
      this.#failures += 1;
      this.dispatchEvent(new CustomEvent("failure", { detail: error }));
      return pauseAfter(this.#failures, error);
    }
  }
}
