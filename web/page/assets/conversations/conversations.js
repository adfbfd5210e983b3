import { PagedList } from "../api/paged-list.js";
import { Removals } from "./removals.js";
import { UnreadCounts } from "./unread-counts.js";

/** So many pages are loaded at most to find where the unread conversations end. */
const MAX_UNREAD_PAGES = 5;

/**
 * The user's conversations, newest first. Dispatches `change`, and `arrived` with a conversation as detail that has a
 * new message of the other user.
 */
export class Conversations extends EventTarget {
  #api;
  #list;
  #counts;
  #removals = new Removals();
  /** Conversations that were brought back here, by uuid. Until the API lists one, a response may still lack it. */
  #restored = new Map();
  /** The loaded pages by address, as `{etag, next, oldest, uuids}`; the newest one has none. */
  #pages = new Map();
  /** How many responses had news. */
  #news = 0;
  #unreadPages = 0;

  constructor(api, counts = new UnreadCounts()) {
    super();
    this.#api = api;
    this.#counts = counts;
    this.#list = new PagedList(
      (etag) => this.#load(etag),
      (address) => this.#load(null, address),
    );
  }

  get isLoaded() {
    return this.#list.isLoaded;
  }

  get hasMore() {
    return this.#list.hasMore;
  }

  get items() {
    return this.#list.items.reverse().filter((conversation) => !this.#removals.has(conversation));
  }

  get(uuid) {
    return this.#list.get(uuid);
  }

  /** Whether the list shows a conversation. */
  isListed(uuid) {
    const conversation = this.#list.get(uuid);
    return conversation !== undefined && !this.#removals.has(conversation);
  }

  /** Returns the loaded conversation with the user who has a handle. */
  with(handle) {
    return this.items.find((conversation) => conversation.handle.toLowerCase() === handle.toLowerCase());
  }

  /** The number of loaded conversations that have unread messages. */
  get unreadCount() {
    return this.items.filter(({ uuid }) => this.unreadCountOf(uuid) > 0).length;
  }

  /** Returns the number of unread messages of a conversation; 100 means more than 99. */
  unreadCountOf(uuid) {
    return this.#counts.of(uuid);
  }

  /** Returns the time up to which a conversation is read; empty if that is not known. */
  readUpTo(uuid) {
    return this.#counts.readUpTo(uuid);
  }

  /** Loads the newest conversations. Returns whether anything changed. */
  refresh() {
    return this.#refresh(() => this.#list.refresh());
  }

  /** Like refresh, but never shares a request that has begun before. */
  refreshAnew() {
    return this.#refresh(() => this.#list.refreshAnew());
  }

  async #refresh(load) {
    const wasLoaded = this.#list.isLoaded;
    const newsBefore = this.#news;
    const changed = await load();
    if (!this.items.every(({ uuid }) => this.#counts.isKnown(uuid))) {
      // The request had begun before another device marked a conversation as read.
      changed.push(...(await this.#list.refreshAnew()));
    }
    this.#list.merge([...this.#restored.values()].map(({ conversation }) => conversation));
    try {
      await this.#refreshUnread();
      await this.#loadUnread();
    } finally {
      if (this.#news > newsBefore || !wasLoaded) {
        this.#changed();
      }
    }
    if (wasLoaded) {
      changed
        .filter((conversation) => this.unreadCountOf(conversation.uuid) > 0 && !this.#removals.has(conversation))
        .forEach((detail) => this.dispatchEvent(new CustomEvent("arrived", { detail })));
    }
    return this.#news > newsBefore;
  }

  async loadMore() {
    await this.#list.loadMore();
    this.#changed();
  }

  /** Moves the conversation of a delivered message to the top, before the list of the API shows it. */
  sent(entry, { created_at: at, message_group_uuid: started }) {
    const uuid = entry.to.uuid ?? started;
    const conversation = this.#list.get(uuid);
    if (conversation && at) {
      this.#list.merge([{ ...conversation, message: entry.text, created_at: at }]);
      this.#countOwn(uuid, at);
    }
    this.#changed();
  }

  /**
   * Takes over a message that an event has announced. Returns false if its conversation is not listed, so that the list
   * has to be loaded.
   */
  receive(uuid, message, isOwn) {
    const conversation = this.#list.get(uuid);
    if (!conversation || this.#removals.has(conversation)) {
      return false;
    }
    const { handle, display_name: name, message: text, created_at: at } = message;
    const isNew = at > conversation.created_at;
    const other = isOwn ? {} : { handle, display_name: name };
    this.#list.merge([{ ...conversation, ...other, message: text, created_at: at }]);
    if (isOwn) {
      this.#countOwn(uuid, at);
    } else {
      this.#counts.arrive(uuid, message.uuid, at);
    }
    this.#changed();
    if (isNew && !isOwn && this.unreadCountOf(uuid) > 0) {
      this.dispatchEvent(new CustomEvent("arrived", { detail: this.#list.get(uuid) }));
    }
    return true;
  }

  /**
   * The user has read a conversation up to a time on another device. Returns false if the list has to be loaded to know
   * how many messages are unread.
   */
  readElsewhere(uuid, upTo) {
    this.#counts.readElsewhere(uuid, upTo);
    this.#changed();
    return this.#counts.isKnown(uuid);
  }

  /** Counts a conversation as read up to a time; see UnreadCounts. */
  markRead(uuid, upTo, seen) {
    this.#counts.mark(uuid, upTo, seen);
    this.#changed();
  }

  confirmRead(uuid, upTo) {
    this.#counts.confirm(uuid, upTo);
  }

  withdrawRead(uuid, upTo) {
    this.#counts.withdraw(uuid, upTo);
    this.#changed();
  }

  /** Leaves a conversation out until it has a message newer than this time. */
  remove(uuid, upTo) {
    this.#restored.delete(uuid);
    this.#removals.add(uuid, upTo);
    this.#changed();
  }

  confirmRemoval(uuid) {
    this.#removals.confirm(uuid, this.#counts.requested());
  }

  /** A removed conversation that was not listed before may be listed again by the API. */
  withdrawRemoval(uuid) {
    this.#removals.delete(uuid);
    this.#changed();
  }

  /** Lists a conversation again that was removed, or was hidden before. */
  restore(conversation) {
    this.#removals.delete(conversation.uuid);
    this.#restored.set(conversation.uuid, { conversation, confirmedAt: Infinity });
    this.#list.merge([conversation]);
    this.#changed();
  }

  /** The API lists the conversation from now on, unless another device has hidden it meanwhile. */
  confirmRestored(uuid) {
    const restored = this.#restored.get(uuid);
    if (restored) {
      restored.confirmedAt = this.#counts.requested();
    }
  }

  /** The API has refused to list the conversation. */
  withdrawRestored(uuid) {
    const restored = this.#restored.get(uuid);
    if (restored) {
      this.#leaveOut(restored.conversation);
      this.#changed();
    }
  }

  async #load(etag, address) {
    const requestedAt = this.#counts.requested();
    const page = await this.#api.conversations(etag, address);
    if (page !== null) {
      this.#news += 1;
      const { etag: current, next, items } = page;
      const uuids = items.map(({ uuid }) => uuid);
      this.#pages.set(address, { etag: current, next, oldest: items.at(-1)?.created_at ?? "~", uuids });
      this.#counts.list(page.items, requestedAt);
      this.#removals.list(page.items, requestedAt);
      page.items.forEach(({ uuid }) => this.#restored.delete(uuid));
    }
    this.#dropUnlisted(requestedAt);
    return page;
  }

  /** Leaves out what was brought back here, but hidden on another device: the newest page reaches below it and lacks it. */
  #dropUnlisted(requestedAt) {
    const { uuids, next, oldest } = this.#pages.get(undefined);
    [...this.#restored.values()]
      .filter(({ conversation, confirmedAt }) => confirmedAt < requestedAt && (!next || conversation.created_at >= oldest))
      .forEach(({ conversation }) => {
        if (uuids.includes(conversation.uuid)) {
          this.#restored.delete(conversation.uuid);
        } else {
          this.#news += 1;
          this.#leaveOut(conversation);
        }
      });
  }

  /** Leaves a conversation out until the API lists it. */
  #leaveOut({ uuid, created_at: at }) {
    this.#restored.delete(uuid);
    this.#removals.add(uuid, this.#list.get(uuid)?.created_at ?? at);
    this.confirmRemoval(uuid);
  }

  /** Loads older pages again down to the last unread conversation: it may have been read on another device. */
  async #refreshUnread() {
    const isUnreadBelow = ({ oldest }) =>
      this.items.some(({ uuid, created_at: at }) => at < oldest && this.unreadCountOf(uuid) > 0);
    let page = this.#pages.get(undefined);
    while (page.next && isUnreadBelow(page)) {
      const loaded = await this.#load(this.#pages.get(page.next)?.etag, page.next);
      this.#list.merge(loaded?.items ?? []);
      page = this.#pages.get(page.next);
    }
  }

  /** Loads more as long as the last conversation is unread, so that the number of unread ones is right. */
  async #loadUnread() {
    while (this.hasMore && this.#unreadPages < MAX_UNREAD_PAGES && this.#isUnreadAtEnd()) {
      this.#unreadPages += 1;
      await this.#list.loadMore();
    }
  }

  #isUnreadAtEnd() {
    const last = this.items.at(-1);
    return !last || this.unreadCountOf(last.uuid) > 0;
  }

  /** What came before an own message does not count as unread. */
  #countOwn(uuid, at) {
    this.#counts.mark(uuid, at, []);
    this.#counts.confirm(uuid, at);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
