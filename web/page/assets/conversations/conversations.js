import { PagedList } from "../api/paged-list.js";

/**
 * The user's conversations, newest first. Dispatches `change`, and `arrived` with a conversation as detail that has a
 * new message of the other user.
 */
export class Conversations extends EventTarget {
  #list;
  #unread;

  constructor(api, unread) {
    super();
    this.#unread = unread;
    unread.addEventListener("change", () => this.#changed());
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

  isUnread(uuid) {
    return this.#unread.has(uuid);
  }

  /** Loads the newest conversations. Returns whether anything changed. */
  async refresh() {
    const wasLoaded = this.#list.isLoaded;
    const changed = await this.#list.refresh();
    if (changed.length > 0 || !wasLoaded) {
      this.#unread.update(changed);
    }
    if (wasLoaded) {
      changed
        .filter(({ uuid }) => this.#unread.has(uuid))
        .forEach((detail) => this.dispatchEvent(new CustomEvent("arrived", { detail })));
    }
    return changed.length > 0;
  }

  async loadMore() {
    await this.#list.loadMore();
    this.#unread.update(this.#list.items);
  }

  /** Moves the conversation of a delivered message to the top, before the list of the API shows it. */
  sent(entry, response) {
    const uuid = entry.to.uuid ?? response.message_group_uuid;
    const conversation = this.#list.get(uuid);
    if (!response.created_at) {
      this.#unread.expectOwn(uuid);
      return;
    }
    if (conversation) {
      this.#list.merge([{ ...conversation, message: entry.text, created_at: response.created_at }]);
    }
    this.#unread.sentOwn(uuid, response.created_at);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
