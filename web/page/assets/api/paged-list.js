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
  /** The uuids of the items that came with pages, newest first as the API returned them. */
  #order = [];
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

  /** Like refresh, but never shares a request that has begun before. */
  async refreshAnew() {
    await this.#refreshing?.catch(() => null);
    return this.refresh();
  }

  async #loadNewest() {
    const newest = await this.#fetchNewest(this.#etag);
    if (newest === null) {
      return [];
    }
    const items = [...newest.items];
    let { next } = newest;
    let reached = newest.items;
    // Without an item to reach, as after empty pages, the loaded part begins anew. A complete list stays complete.
    const isContinued = this.#isLoaded && (this.#paged.size > 0 || !this.hasMore);
    const oldest = this.#paged.size > 0 ? this.#oldest() : "";
    while (isContinued && next && !this.#overlaps(reached, oldest)) {
      const page = await this.#fetchPage(next);
      items.push(...page.items);
      ({ next, items: reached } = page);
    }
    if (!isContinued) {
      this.#more = next;
      this.#isLoaded = true;
    }
    this.#etag = newest.etag;
    this.#reorder(items, next === null);
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

  /**
   * Adds an item that an event has announced, unless it is older than what is loaded: it would be shown above a gap.
   * Returns whether it changed the list.
   */
  add(item) {
    const isBelow = this.hasMore && item.created_at < this.#oldest();
    return this.#isLoaded && !isBelow && this.merge([item]).length > 0;
  }

  async #loadNext() {
    if (this.#more === null) {
      return false;
    }
    const page = await this.#fetchPage(this.#more);
    this.#mergePage(page.items);
    this.#order.push(...page.items.map(({ uuid }) => uuid));
    this.#more = page.next;
    return true;
  }

  #mergePage(items) {
    items.forEach((item) => this.#paged.set(item.uuid, item.created_at));
    return this.merge(items);
  }

  /** Whether a page reaches what is loaded, which may have moved away meanwhile. */
  #overlaps(page, oldest) {
    return page.some((item) => this.#paged.get(item.uuid) === item.created_at) || page.at(-1)?.created_at <= oldest;
  }

  /**
   * Takes over the order of the newest pages. An item only moves up, so that one is gone if these pages lack it, but
   * contain what was below it.
   */
  #reorder(items, areAll) {
    const listed = new Set(items.map(({ uuid }) => uuid));
    const end = areAll ? this.#order.length : 1 + this.#order.findLastIndex((uuid) => listed.has(uuid));
    this.#order
      .slice(0, end)
      .filter((uuid) => !listed.has(uuid))
      .forEach((uuid) => {
        this.#paged.delete(uuid);
        this.#items.delete(uuid);
      });
    this.#order = [...listed, ...this.#order.slice(end)];
  }

  #oldest() {
    return [...this.#paged.values()].reduce((one, other) => (one < other ? one : other), "~");
  }
}
