import { PagedList } from "../api/paged-list.js";

/** My conversations, the newest first, and which of them have moved since I looked. */
export class Conversations extends EventTarget {
  #list;
  #unseen = new Set();
  #open = null;

  constructor(api) {
    super();
    this.#list = new PagedList(
      (etag) => api.conversations(etag),
      (address) => api.page(address),
    );
  }

  get isLoaded() {
    return this.#list.isLoaded;
  }

  get hasMore() {
    return this.#list.hasMore;
  }

  get items() {
    return this.#list.items.reverse();
  }

  get(uuid) {
    return this.#list.get(uuid);
  }

  /** The one with the owner of a handle, among those that are loaded. */
  with(handle) {
    return this.items.find((conversation) => conversation.handle.toLowerCase() === handle.toLowerCase());
  }

  isUnseen(uuid) {
    return this.#unseen.has(uuid);
  }

  /** Says which one is being looked at; null for none. */
  open(uuid) {
    this.#open = uuid;
    this.#unseen.delete(uuid);
    this.#changed();
  }

  /** Whether anything has moved. */
  async refresh() {
    const wasLoaded = this.#list.isLoaded;
    const moved = await this.#list.refresh();
    if (wasLoaded) {
      moved.filter(({ uuid }) => uuid !== this.#open).forEach(({ uuid }) => this.#unseen.add(uuid));
    }
    if (moved.length > 0 || !wasLoaded) {
      this.#changed();
    }
    return moved.length > 0;
  }

  async loadMore() {
    await this.#list.loadMore();
    this.#changed();
  }

  /** A message of mine has arrived: its conversation moves at once, and not only when the API's list does. */
  sent(entry, answer) {
    const conversation = entry.to.uuid && this.#list.get(entry.to.uuid);
    if (conversation) {
      this.#list.merge([{ ...conversation, message: entry.text, created_at: answer.created_at }]);
      this.#changed();
    }
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
