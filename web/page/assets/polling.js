import { pauseAfter } from "./backoff.js";
import { BROWSER_CLOCK } from "./clock.js";

/** Milliseconds between two requests: from just after a change up to when nothing changes. */
const SHORTEST_MS = 1_000;
const LONGEST_MS = 10_000;
const GROWTH = 1.4;

/** Milliseconds between two requests of a hidden page, and while live events tell what is new. */
const SAFETY_POLL_MS = 60_000;

/** Milliseconds at least from one request of a hidden page to the next, however many events there are. */
const HIDDEN_WAKE_MS = 5_000;

/**
 * Polls: less often while nothing changes, and seldom while the page is hidden or live events tell what is new.
 * Dispatches `success` and `failure` (with the error as detail) after each request.
 */
export class Polling extends EventTarget {
  #poll;
  #pause = SHORTEST_MS;
  #failures = 0;
  #timer = null;
  #dueAt = Infinity;
  #polledAt = -Infinity;
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
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    addEventListener("online", () => this.wake());
  }

  /** Whether the last poll has failed. */
  get isFailing() {
    return this.#failures > 0;
  }

  /** Polls now, and often for a while; on a hidden page soon. */
  wake() {
    this.#pause = SHORTEST_MS;
    this.#isWanted = true;
    this.#schedule(this.#soonest());
  }

  /** Sets whether live events tell what is new. Then a poll is only for what they may have missed. */
  setLive(isLive) {
    this.#isLive = isLive;
    if (!isLive) {
      this.#schedule(this.#soonest());
    } else if (!this.#isPolling && !this.#isWanted) {
      // Everything has just been read.
      this.#dueAt = Infinity;
      this.#schedule(SAFETY_POLL_MS);
    }
  }

  /** Polls no more. */
  stop() {
    this.#isStopped = true;
    this.#clock.clearTimeout(this.#timer);
  }

  #soonest() {
    return document.hidden ? Math.max(0, this.#polledAt + HIDDEN_WAKE_MS - this.#clock.now()) : 0;
  }

  /** Polls after a pause, unless a poll is due before. Otherwise, frequent calls would put off each poll. */
  #schedule(pause) {
    const dueAt = this.#clock.now() + pause;
    if (this.#isStopped || this.#dueAt <= dueAt) {
      return;
    }
    this.#clock.clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = this.#clock.setTimeout(() => this.#run(), pause);
  }

  async #run() {
    this.#dueAt = Infinity;
    if (this.#isPolling) {
      return;
    }
    this.#isPolling = true;
    this.#isWanted = false;
    this.#polledAt = this.#clock.now();
    const pause = await this.#once();
    this.#isPolling = false;
    if (this.#isWanted) {
      this.#schedule(this.#soonest());
    } else {
      this.#schedule(document.hidden ? Math.max(pause, SAFETY_POLL_MS) : pause);
    }
  }

  /** Returns the milliseconds to wait. */
  async #once() {
    try {
      const hasChanged = await this.#poll();
      this.#failures = 0;
      this.#pause = hasChanged ? SHORTEST_MS : Math.min(LONGEST_MS, this.#pause * GROWTH);
      this.dispatchEvent(new CustomEvent("success"));
      return this.#isLive ? SAFETY_POLL_MS : this.#pause;
    } catch (error) {
      this.#failures += 1;
      this.dispatchEvent(new CustomEvent("failure", { detail: error }));
      return pauseAfter(this.#failures, error);
    }
  }
}
