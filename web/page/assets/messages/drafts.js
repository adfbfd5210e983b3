const PREFIX = "draft.";

/** The unfinished text of each conversation. */
export class Drafts {
  #store;
  #started;

  constructor(store, started) {
    this.#store = store;
    this.#started = started;
  }

  read(to) {
    return this.#values(to)[0]?.text ?? "";
  }

  write(to, text) {
    const [name, ...formerNames] = this.#names(to);
    const former = formerNames.filter((other) => this.#store.get(other) !== null);
    if (former.length > 0 || this.read(to) !== text) {
      this.#store.write({
        ...Object.fromEntries(former.map((other) => [other, null])),
        [name]: text.trim() === "" ? null : { text, to, writtenAt: new Date().toISOString() },
      });
    }
  }

  /** Returns all drafts, as `{text, to, writtenAt}`. */
  all() {
    return this.#store.entries(PREFIX).map(([, draft]) => draft);
  }

  #values(to) {
    return this.#names(to)
      .map((name) => this.#store.get(name))
      .filter(Boolean);
  }

  #names(to) {
    return this.#started.keysOf(to).map((key) => PREFIX + key);
  }
}
