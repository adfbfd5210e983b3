import * as storage from "../storage.js";

/** The unsent text of each conversation; it survives a reload of the page. */
export class Drafts {
  #prefix;

  constructor(handle) {
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

  /** Moves the draft to a user into the conversation with that user, once it exists. */
  move(from, to) {
    const text = this.read(from);
    if (text !== "") {
      this.write(to, text);
      this.write(from, "");
    }
  }

  #name(to) {
    return this.#prefix + (to.uuid ?? `@${to.handle}`);
  }
}
