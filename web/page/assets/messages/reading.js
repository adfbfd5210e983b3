/** Milliseconds after which a message that is visible counts as read. */
const MOMENT = 900;

/**
 * Tells when the newest message has been read: its end has been visible for a moment, in a visible window that has the
 * focus.
 */
export class Reading {
  #scrolled;
  #onRead;
  #newest = null;
  /** Timers by the position of the message. An earlier one goes on when a message follows. */
  #timers = new Map();
  #onChange = () => this.#check();
  #resized = new ResizeObserver(this.#onChange);

  /**
   * @param {HTMLElement} scrolled what the messages scroll in
   * @param onRead takes the position of a message that was read
   */
  constructor(scrolled, onRead) {
    this.#scrolled = scrolled;
    this.#onRead = onRead;
    scrolled.addEventListener("scroll", this.#onChange, { passive: true });
    this.#resized.observe(scrolled);
    addEventListener("focus", this.#onChange);
    addEventListener("blur", this.#onChange);
    document.addEventListener("visibilitychange", this.#onChange);
  }

  close() {
    this.#newest = null;
    this.#stop();
    this.#resized.disconnect();
    removeEventListener("focus", this.#onChange);
    removeEventListener("blur", this.#onChange);
    document.removeEventListener("visibilitychange", this.#onChange);
  }

  /** Watches the row of the newest message, which is at a position. */
  watch(row, position) {
    this.#newest = { row, position };
    this.#check();
  }

  #check() {
    if (!this.#isVisible()) {
      this.#stop();
    } else if (!this.#timers.has(this.#newest.position)) {
      const { position } = this.#newest;
      this.#timers.set(
        position,
        setTimeout(() => this.#onRead(position), MOMENT),
      );
    }
  }

  #stop() {
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
  }

  #isVisible() {
    if (this.#newest === null || document.hidden || !document.hasFocus()) {
      return false;
    }
    const row = this.#newest.row.getBoundingClientRect();
    const frame = this.#scrolled.getBoundingClientRect();
    // Fractions of pixels are rounded when scrolling to the end.
    return row.height > 0 && row.bottom > frame.top && row.bottom <= frame.bottom + 1;
  }
}
