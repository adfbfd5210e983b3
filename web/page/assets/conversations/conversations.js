import { PagedList } from "../api/paged-list.js";

/** The user's conversations, newest first, and which of them are unseen. */
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

  /** Returns the loaded conversation with the user who has a handle. */
  with(handle) {
    return this.items.find((conversation) => conversation.handle.toLowerCase() === handle.toLowerCase());
  }

  isUnseen(uuid) {
    return this.#unseen.has(uuid);
  }

  /** Sets the open conversation, which is no longer unseen; null for none. */
  open(uuid) {
    this.#open = uuid;
    this.#unseen.delete(uuid);
    this.#changed();
  }

  /** Loads the newest conversations. Returns whether anything changed. */
  async refresh() {
    const wasLoaded = this.#list.isLoaded;
    const changed = await this.#list.refresh();
    if (wasLoaded) {
      changed.filter(({ uuid }) => uuid !== this.#open).forEach(({ uuid }) => this.#unseen.add(uuid));
    }
    if (changed.length > 0 || !wasLoaded) {
      this.#changed();
    }
    return changed.length > 0;
  }

  async loadMore() {
    await this.#list.loadMore();
    this.#changed();
  }

  /** Moves the conversation of a delivered message to the top, before the list of the API shows it. */
  sent(entry, response) {
    const conversation = entry.to.uuid && this.#list.get(entry.to.uuid);
    if (conversation) {
      this.#list.merge([{ ...conversation, message: entry.text, created_at: response.created_at || conversation.created_at }]);
      this.#changed();
    }
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
