import { PagedList } from "../api/paged-list.js";

/** The conversations that the user has hidden, as far as they are loaded. Dispatches `change`. */
export class HiddenConversations extends EventTarget {
  #conversations;
  #list;
  /** Conversations that were brought back here, and up to which time they were hidden, by uuid. */
  #broughtBack = new Map();

  constructor(api, conversations, putAway) {
    super();
    this.#conversations = conversations;
    this.#list = new PagedList(
      (etag) => api.hiddenConversations(etag),
      (address) => api.hiddenConversations(null, address),
    );
    putAway.addEventListener("restored", ({ detail: uuid }) => {
      this.#broughtBack.set(uuid, this.#list.get(uuid)?.hidden_up_to ?? "");
      this.#changed();
    });
    // Hidden again, or still hidden because the API has refused to list it.
    ["removing", "refused"].forEach((name) =>
      putAway.addEventListener(name, ({ detail: uuid }) => {
        this.#broughtBack.delete(uuid);
        this.#changed();
      }),
    );
  }

  get isLoaded() {
    return this.#list.isLoaded;
  }

  get hasMore() {
    return this.#list.hasMore;
  }

  /** The loaded ones, newest first. */
  get items() {
    return this.#list.items.reverse().filter((conversation) => this.#isHidden(conversation));
  }

  get(uuid) {
    return this.items.find((conversation) => conversation.uuid === uuid);
  }

  /** Returns the loaded one with the user who has a handle. */
  with(handle) {
    return this.items.find((conversation) => conversation.handle.toLowerCase() === handle.toLowerCase());
  }

  /** Whether it is known if a conversation is hidden. */
  isKnown(uuid) {
    const isComplete = this.isLoaded && !this.hasMore;
    return isComplete || this.#conversations.isListed(uuid) || this.get(uuid) !== undefined;
  }

  /** Loads pages until one has a conversation that the list lacks: it may be hidden, or on an older page of the list. */
  async find(uuid) {
    await this.refresh();
    while (!this.isKnown(uuid)) {
      await this.loadMore();
    }
  }

  /** Loads the newest ones. Returns whether anything changed. */
  async refresh() {
    return this.#loaded(await this.#list.refresh());
  }

  /** Like refresh, but never shares a request that has begun before. */
  async refreshAnew() {
    return this.#loaded(await this.#list.refreshAnew());
  }

  async loadMore() {
    await this.#list.loadMore();
    this.#changed();
  }

  #loaded(changed) {
    this.#changed();
    return changed.length > 0;
  }

  #isHidden({ uuid, hidden_up_to: upTo }) {
    return !this.#conversations.isListed(uuid) && !(this.#broughtBack.get(uuid) >= upTo);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
