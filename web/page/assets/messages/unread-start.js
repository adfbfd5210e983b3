/** To find where the unread messages begin, older ones are loaded up to this number. */
const MAX_LOADED = 120;

/**
 * Where the unread messages of an open conversation begin: after this time, at the first message of the other user. It
 * stays there until the user writes, or a message arrives that the user does not see arrive.
 */
export class UnreadStart {
  #session;
  #after = null;
  #isKnown = false;
  #isSearched = false;

  constructor(session) {
    this.#session = session;
  }

  /** Whether it is known if and where unread messages begin. */
  get isKnown() {
    return this.#isKnown;
  }

  /**
   * Finds it, by the time up to which the conversation is read. Loads older messages where all loaded ones are unread.
   * Returns whether it is known now, and was not before.
   *
   * @param messages a PagedList
   */
  async find(messages, readUpTo) {
    if (this.#isKnown || this.#isSearched) {
      return false;
    }
    this.#isSearched = true;
    try {
      while (this.#areAllUnread(messages, readUpTo) && messages.hasMore && messages.items.length < MAX_LOADED) {
        await messages.loadMore();
      }
    } catch {
      // It begins at the oldest loaded message.
    }
    // The user may have written meanwhile.
    if (this.#isKnown) {
      return false;
    }
    this.#after = this.#lastRead(messages.items, readUpTo);
    this.#isKnown = true;
    if (this.unreadOf(messages.items).length === 0) {
      this.#after = null;
    }
    return true;
  }

  /**
   * Messages have arrived while the user was not looking: what was read before them is above the divider.
   *
   * @param items all messages
   * @param added those that have arrived
   * @param {?string} readUpTo null if it is not known
   */
  beginAnew(items, added, readUpTo) {
    const before = items.filter((message) => !added.includes(message));
    if (this.#isKnown) {
      this.#after = readUpTo === null ? (before.at(-1)?.created_at ?? "") : this.#lastRead(before, readUpTo);
    }
  }

  /** Nothing is unread. */
  none() {
    this.#isKnown = true;
    this.#after = null;
  }

  /** Returns the unread ones of all messages. */
  unreadOf(items) {
    return this.#after === null ? [] : items.filter((message) => this.#isUnread(message));
  }

  #areAllUnread({ items }, readUpTo) {
    const last = this.#lastRead(items, readUpTo);
    return items.every(({ created_at: at }) => at > last);
  }

  /** The time up to which the messages are read: what came before an own one counts as read. */
  #lastRead(items, readUpTo) {
    const own = items.findLast(({ handle }) => this.#session.is(handle))?.created_at ?? "";
    return own > readUpTo ? own : readUpTo;
  }

  #isUnread({ handle, created_at: at }) {
    return at > this.#after && !this.#session.is(handle);
  }
}
