/** To find where the unread messages begin, older ones are loaded up to this number. */
const MAX_LOADED = 120;

/**
 * Where the unread messages of a conversation began when it was opened: after this time, at the first message of the
 * other user. It stays there until the user writes.
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
    this.#after = this.#lastRead(messages, readUpTo);
    this.#isKnown = true;
    return true;
  }

  /** Nothing is unread. */
  none() {
    this.#isKnown = true;
    this.#after = null;
  }

  /** Returns the first of the unread messages, if there is one. */
  of(messages) {
    return this.#after === null ? undefined : messages.find((message) => this.#isUnread(message));
  }

  #areAllUnread(messages, readUpTo) {
    const last = this.#lastRead(messages, readUpTo);
    return messages.items.every(({ created_at: at }) => at > last);
  }

  /** The time up to which the messages are read: what came before an own one counts as read. */
  #lastRead(messages, readUpTo) {
    const own = messages.items.findLast(({ handle }) => this.#session.is(handle))?.created_at ?? "";
    return own > readUpTo ? own : readUpTo;
  }

  #isUnread({ handle, created_at: at }) {
    return at > this.#after && !this.#session.is(handle);
  }
}
