import * as storage from "../storage.js";

/** The unsent text of each conversation; it survives a reload of the page. */
export class Drafts {
  #started;
  #prefix;

  constructor(started, handle) {
    this.#started = started;
    this.#prefix = `draft.${handle}.`;
  }

  read(to) {
    return storage.read(this.#name(to)) ?? "";
  }

  write(to, text) {
    if (text === "") {
      storage.remove(this.#name(to));
    } else {
      storage.write(this.#name(to), text);
    }
  }

  /** Moves the draft to a handle into the conversation that was started with it. */
  moveStarted(handle) {
    const text = storage.take(this.#nameOf({ handle }));
    if (text !== null) {
      this.write({ handle }, text);
    }
  }

  #name(to) {
    return this.#nameOf(this.#started.resolve(to));
  }

  #nameOf(to) {
    return this.#prefix + (to.uuid ?? `@${to.handle.toLowerCase()}`);
  }
}
