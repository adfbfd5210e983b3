/**
 * The loaded part of a list that the API returns in pages, newest first. The loaded part has no gaps: a refresh
 * follows the pages until one overlaps what is loaded.
 */
export class PagedList {
  #fetchNewest;
  #fetchPage;
  #items = new Map();
  /** The time of each item that came with a page, by uuid. Below an item that was merged alone there may be a gap. */
  #paged = new Map();
  #etag = null;
  #more = null;
  #isLoaded = false;
  #refreshing = null;
  #loadingMore = null;

  /**
   * @param fetchNewest takes an ETag; returns the newest page, or null if it is unchanged
   * @param fetchPage takes the address of a page; returns the page
   */
  constructor(fetchNewest, fetchPage) {
    this.#fetchNewest = fetchNewest;
    this.#fetchPage = fetchPage;
  }

  /** All loaded items, oldest first. */
  get items() {
    return [...this.#items.values()].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
  }

  get isLoaded() {
    return this.#isLoaded;
  }

  /** Whether there are items older than the loaded ones. */
  get hasMore() {
    return this.#more !== null;
  }

  has(uuid) {
    return this.#items.has(uuid);
  }

  get(uuid) {
    return this.#items.get(uuid);
  }

  /** Loads the newest page; returns the items that are new or have changed. Calls at the same time share a request. */
  refresh() {
    this.#refreshing ??= this.#loadNewest().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #loadNewest() {
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

  /** Loads the next older page; returns whether there was one. */
  loadMore() {
    this.#loadingMore ??= this.#loadNext().finally(() => (this.#loadingMore = null));
    return this.#loadingMore;
  }

  /** Adds items; a newer one replaces a loaded one with the same uuid. Returns the items that changed the list. */
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
