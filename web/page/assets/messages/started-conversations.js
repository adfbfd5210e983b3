import * as storage from "../storage.js";

/**
 * Remembers which conversation the first message to a handle started, so that what is written to the handle
 * afterwards goes into that conversation. Survives a reload of the page.
 */
export class StartedConversations {
  #name;
  #uuids;

  constructor(handle) {
    this.#name = `started.${handle}`;
    this.#uuids = new Map(storage.read(this.#name) ?? []);
  }

  add(handle, uuid) {
    this.#uuids.set(handle.toLowerCase(), uuid);
    storage.write(this.#name, [...this.#uuids]);
  }

  /** Returns `{uuid}` for a handle whose conversation has started; anything else unchanged. */
  resolve(to) {
    const uuid = to.uuid ?? this.#uuids.get(to.handle.toLowerCase());
    return uuid ? { uuid } : to;
  }
}
