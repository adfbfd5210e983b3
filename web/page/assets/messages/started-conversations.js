const PREFIX = "started.";

/**
 * Remembers which conversation the first message to a handle started, in all tabs. What is written to the handle
 * belongs to that conversation from then on.
 *
 * A conversation is `{uuid, handle}`: its uuid is missing before its first message has arrived, and the handle of its
 * other user is missing before that is known.
 */
export class StartedConversations {
  #store;

  constructor(store) {
    this.#store = store;
    this.#forgetUnneeded();
  }

  add(handle, uuid) {
    return this.#store.write(this.additionOf(handle, uuid));
  }

  /** Returns the change of the store that `add` makes. */
  additionOf(handle, uuid) {
    return { [PREFIX + handle.toLowerCase()]: uuid };
  }

  /** Returns the conversation with its uuid, if it has started. */
  resolve(to) {
    return to.uuid ? to : { ...to, uuid: this.#store.get(PREFIX + to.handle.toLowerCase()) };
  }

  /** Returns the key under which a conversation's texts are kept: its uuid, before that the handle. */
  keyOf(to) {
    return this.resolve(to).uuid ?? atHandle(to.handle);
  }

  /** Returns all keys under which texts of a conversation may be kept; the present one is the first. */
  keysOf(to) {
    const key = this.keyOf(to);
    const handles = this.#store.entries(PREFIX).filter(([, uuid]) => uuid === key).map(([handle]) => handle);
    return [key, ...[...handles, to.handle].filter(Boolean).map(atHandle)];
  }

  /** A handle can get another owner in time: only what is not sent yet needs its conversation. */
  #forgetUnneeded() {
    const needed = new Set([
      ...this.#store.entries("outbox.").map(([, { to }]) => to.handle?.toLowerCase()),
      ...this.#store.entries("draft.@").map(([handle]) => handle),
    ]);
    const unneeded = this.#store.entries(PREFIX).filter(([handle]) => !needed.has(handle));
    if (unneeded.length > 0) {
      this.#store.write(Object.fromEntries(unneeded.map(([handle]) => [PREFIX + handle, null])));
    }
  }
}

function atHandle(handle) {
  return `@${handle.toLowerCase()}`;
}
