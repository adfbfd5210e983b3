/** Where the pages of a list have shown its items. Has no gaps. */
export class LoadedPages {
  /** The time of each item, by uuid. */
  #times = new Map();
  /** The uuids, newest first as the API returned them. */
  #order = [];
  #next = null;

  /** The address of the next older page, or null if there is none. */
  get next() {
    return this.#next;
  }

  get isEmpty() {
    return this.#times.size === 0;
  }

  has(uuid) {
    return this.#times.has(uuid);
  }

  /** The time of the oldest item; later than every time if there is none. */
  get oldest() {
    return [...this.#times.values()].reduce((one, other) => (one < other ? one : other), "~");
  }

  /**
   * Whether a page contains a loaded item, or is as old as the oldest one was, which may have moved away meanwhile.
   */
  isReachedBy(page, oldest) {
    return page.some((item) => this.#isUnmoved(item)) || (!this.isEmpty && page.at(-1)?.created_at <= oldest);
  }

  /**
   * Adds the newest pages, in their order. An item only moves up, so that one has left the list if these pages lack it,
   * but contain one that was below it and has not moved.
   *
   * @param next the address of the page after them
   * @param isContinued whether they reach what is loaded, or the end of the list
   * @returns the uuids of the items that have left the list
   */
  prepend(items, next, isContinued) {
    const listed = new Set(items.map(({ uuid }) => uuid));
    const unmoved = new Set(items.filter((item) => this.#isUnmoved(item)).map(({ uuid }) => uuid));
    const end = next === null ? this.#order.length : 1 + this.#order.findLastIndex((uuid) => unmoved.has(uuid));
    const left = this.#order.slice(0, end).filter((uuid) => !listed.has(uuid));
    left.forEach((uuid) => this.#times.delete(uuid));
    this.#order = [...listed, ...this.#order.slice(end).filter((uuid) => !listed.has(uuid))];
    this.#setTimes(items);
    if (!isContinued || next === null) {
      this.#next = next;
    }
    return left;
  }

  /** Adds the next older page. */
  append(items, next) {
    this.#order.push(...items.map(({ uuid }) => uuid));
    this.#setTimes(items);
    this.#next = next;
  }

  #isUnmoved({ uuid, created_at: at }) {
    return this.#times.get(uuid) === at;
  }

  #setTimes(items) {
    items.forEach(({ uuid, created_at: at }) => this.#times.set(uuid, at));
  }
}
