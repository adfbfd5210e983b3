import { followTimeZone, nextMidnight, timeZone } from "./time.js";

/** Dispatches `change` when the day or the time zone has changed, so that "Today" and clock times are shown anew. */
export class Today extends EventTarget {
  #shown = this.#current();
  #timer = null;

  constructor() {
    super();
    // Timers stand still while a device sleeps.
    document.addEventListener("visibilitychange", () => this.check());
    addEventListener("focus", () => this.check());
    addEventListener("pageshow", () => this.check());
    this.check();
  }

  /** Looks at the clock. */
  check() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.check(), nextMidnight(new Date()) - Date.now());
    followTimeZone();
    const current = this.#current();
    if (current !== this.#shown) {
      this.#shown = current;
      this.dispatchEvent(new CustomEvent("change"));
    }
  }

  #current() {
    return `${new Date().toDateString()} ${timeZone()}`;
  }
}
