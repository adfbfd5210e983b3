/**
 * A list that the API gives out in pages, the newest first, as far as it is known here. What is known has no gaps:
 * a newest page that does not reach down to it is followed page by page until one does.
 */
export class PagedList {
  #fetchNewest;
  #fetchPage;
  #items = new Map();
  /** What has come in pages, by uuid: when it was written. What was merged in alone may have a gap below it. */
  #paged = new Map();
  #etag = null;
  #more = null;
  #isLoaded = false;
  #loadingMore = null;

  /**
   * @param fetchNewest from an ETag to the newest page, or null when that is unchanged
   * @param fetchPage from an address to the page there
   */
  constructor(fetchNewest, fetchPage) {
    this.#fetchNewest = fetchNewest;
    this.#fetchPage = fetchPage;
  }

  /** All that is known, the oldest first. */
  get items() {
    return [...this.#items.values()].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
  }

  get isLoaded() {
    return this.#isLoaded;
  }

  /** Whether there is more beyond the oldest that is known. */
  get hasMore() {
    return this.#more !== null;
  }

  has(uuid) {
    return this.#items.has(uuid);
  }

  get(uuid) {
    return this.#items.get(uuid);
  }

  /** Asks for the newest page; returns the items that are new, or newer than those known. */
  async refresh() {
    const newest = await this.#fetchNewest(this.#etag);
    if (newest === null) {
      return [];
    }
    const items = [...newest.items];
    let { next } = newest;
    let reached = newest.items;
    while (this.#isLoaded && next && !reached.some((item) => this.#isPaged(item))) {
      const page = await this.#fetchPage(next);
      items.push(...page.items);
      ({ next, items: reached } = page);
    }
    if (!this.#isLoaded) {
      this.#more = next;
      this.#isLoaded = true;
    }
    this.#etag = newest.etag;
    return this.#mergePage(items);
  }

  /** Loads the page beyond the oldest that is known; true when there was one. */
  loadMore() {
    this.#loadingMore ??= this.#loadNext().finally(() => (this.#loadingMore = null));
    return this.#loadingMore;
  }

  /** Takes items in; one that is known already is replaced by a newer one alone. Returns what has changed by it. */
  merge(items) {
    const changed = items.filter((item) => !(this.#items.get(item.uuid)?.created_at >= item.created_at));
    changed.forEach((item) => this.#items.set(item.uuid, item));
    return changed;
  }

  async #loadNext() {
    if (this.#more === null) {
      return false;
    }
    const page = await this.#fetchPage(this.#more);
    this.#mergePage(page.items);
    this.#more = page.next;
    return true;
  }

  #mergePage(items) {
    items.forEach((item) => this.#paged.set(item.uuid, item.created_at));
    return this.merge(items);
  }

  #isPaged(item) {
    return this.#paged.get(item.uuid) === item.created_at;
  }
}
