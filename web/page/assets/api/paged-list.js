import { LoadedPages } from "./loaded-pages.js";

/**
 * The loaded part of a list that the API returns in pages, newest first: what came with pages, without gaps, and what was
 * merged or added alone. A refresh follows the pages until one overlaps what is loaded.
 */
export class PagedList {
  #fetchNewest;
  #fetchPage;
  #items = new Map();
  #pages = new LoadedPages();
  /** When each item was added or merged alone, by uuid, as a count of additions and requests. */
  #addedAt = new Map();
  #time = 0;
  /** The uuids of the items that have left the list: an event that repeats one does not bring it back. */
  #gone = new Set();
  /** Items that were added before the first page has arrived. */
  #early = [];
  /** The time from which on the newest page covers all items. */
  #coveredFrom = "~";
  #etag = null;
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
    return this.#pages.next !== null;
  }

  has(uuid) {
    return this.#items.has(uuid);
  }

  get(uuid) {
    return this.#items.get(uuid);
  }

  /**
   * Loads the newest page; returns the items that are new or newer. Calls at the same time share a request, and the first
   * of them alone returns its items.
   */
  refresh() {
    if (this.#refreshing !== null) {
      return this.#refreshing.then(() => []);
    }
    this.#refreshing = this.#loadNewest().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Like refresh, but never shares a request that has begun before. */
  async refreshAnew() {
    await this.#refreshing?.catch(() => null);
    return this.refresh();
  }

  async #loadNewest() {
    const requestedAt = this.#next();
    const newest = await this.#fetchNewest(this.#etag);
    if (newest === null) {
      this.#removeUnlisted(this.#coveredFrom, requestedAt);
      return [];
    }
    const items = [...newest.items];
    let { next } = newest;
    let reached = newest.items;
    // Without an item to reach, as after empty pages, the loaded part begins anew. A complete list stays complete.
    const isContinued = this.#isLoaded && (!this.#pages.isEmpty || !this.hasMore);
    const { oldest } = this.#pages;
    while (isContinued && next && !this.#pages.isReachedBy(reached, oldest)) {
      const page = await this.#fetchPage(next);
      items.push(...page.items);
      ({ next, items: reached } = page);
    }
    this.#isLoaded = true;
    this.#etag = newest.etag;
    this.#coveredFrom = startOf(newest.items, newest.next);
    this.#remove(this.#pages.prepend(items, next, isContinued), requestedAt);
    const changed = this.#putPage(items);
    this.#early.splice(0).forEach((item) => this.#accept(item));
    this.#removeUnlisted(startOf(items, next), requestedAt);
    return changed;
  }

  /** Loads the next older page; returns whether there was one. */
  loadMore() {
    this.#loadingMore ??= this.#loadNext().finally(() => (this.#loadingMore = null));
    return this.#loadingMore;
  }

  /**
   * Adds items; one that is not older replaces a loaded one with the same uuid. Returns the items that are new or newer.
   * One that no page contains is removed by the first page that covers its time and was requested afterwards.
   */
  merge(items) {
    const changed = this.#put(items);
    changed.forEach(({ uuid }) => this.#addedAt.set(uuid, this.#next()));
    return changed;
  }

  /**
   * Adds an item that an event has announced, unless it is older than what is loaded: it would be shown above a gap, or
   * was cleared. Before the first page it waits for that. Returns whether it changed the list.
   */
  add(item) {
    if (!this.#isLoaded) {
      this.#addedAt.set(item.uuid, this.#next());
      this.#early.push(item);
      return false;
    }
    const isAdded = this.#accept(item);
    if (isAdded) {
      this.#addedAt.set(item.uuid, this.#next());
    }
    return isAdded;
  }

  #accept(item) {
    // Nothing is loaded to compare with if the list is empty.
    const isBelow = (this.hasMore || !this.#pages.isEmpty) && item.created_at < this.#pages.oldest;
    return !isBelow && !this.#gone.has(item.uuid) && this.#put([item]).length > 0;
  }

  async #loadNext() {
    const address = this.#pages.next;
    if (address === null) {
      return false;
    }
    const page = await this.#fetchPage(address);
    // A refresh may have found meanwhile that there is no such page any more.
    if (this.#pages.next === address) {
      this.#pages.append(page.items, page.next);
      this.#putPage(page.items);
    }
    return true;
  }

  #putPage(items) {
    items.forEach(({ uuid }) => this.#gone.delete(uuid));
    return this.#put(items);
  }

  #put(items) {
    const known = items.map(({ uuid }) => this.#items.get(uuid)?.created_at);
    items.filter(({ created_at: at }, i) => !(known[i] > at)).forEach((item) => this.#items.set(item.uuid, item));
    return items.filter(({ created_at: at }, i) => !(known[i] >= at));
  }

  /** Removes what was added alone, if pages cover its time and lack it. */
  #removeUnlisted(coveredFrom, requestedAt) {
    const unlisted = [...this.#items.values()].filter(
      ({ uuid, created_at: at }) => !this.#pages.has(uuid) && at >= coveredFrom,
    );
    this.#remove(unlisted.map(({ uuid }) => uuid), requestedAt);
  }

  /** Removes items, except those that were added after the request of the page that lacks them. */
  #remove(uuids, requestedAt) {
    uuids
      .filter((uuid) => !(this.#addedAt.get(uuid) > requestedAt))
      .forEach((uuid) => {
        this.#items.delete(uuid);
        this.#addedAt.delete(uuid);
        this.#gone.add(uuid);
      });
  }

  #next() {
    this.#time += 1;
    return this.#time;
  }
}

/** Returns the time from which on pages cover all items; `next` is the address of the page after them. */
function startOf(items, next) {
  return next === null ? "" : (items.at(-1)?.created_at ?? "~");
}
