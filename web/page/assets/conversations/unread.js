const STORED = "seen";

/**
 * Which conversations have a message that the user has not seen, by what this browser knows: the time of the newest
 * message that was shown in each conversation. Where nothing is known yet, everything counts as seen.
 *
 * Dispatches `change`.
 */
export class Unread extends EventTarget {
  #settings;
  /** `{since, seen}`: the time up to which all is seen, and later times of conversations; null if nothing is known. */
  #stored;
  /** The time of the newest message of each conversation. */
  #newest = new Map();
  #expected = new Set();
  #visible = null;

  /** @param settings `read`, `write` and `onChange` of a value by name */
  constructor(settings) {
    super();
    this.#settings = settings;
    this.#stored = settings.read(STORED);
    settings.onChange(STORED, () => {
      this.#stored = settings.read(STORED);
      this.#changed();
    });
  }

  get count() {
    return [...this.#newest.keys()].filter((uuid) => this.has(uuid)).length;
  }

  has(uuid) {
    const { since, seen } = this.#stored ?? { since: "", seen: {} };
    return (this.#newest.get(uuid) ?? "") > (seen[uuid] ?? since);
  }

  /** Takes over the newest messages of conversations. */
  update(conversations) {
    conversations.forEach(({ uuid, created_at: at }) => this.#newest.set(uuid, at));
    if (this.#stored === null) {
      this.#seeAll();
    }
    const ours = conversations.map(({ uuid }) => uuid).filter((uuid) => this.#expected.delete(uuid));
    this.#see(this.#visible === null ? ours : [this.#visible, ...ours]);
    this.#changed();
  }

  /** Sets the conversation that is visible, whose messages are seen; null for none. */
  show(uuid) {
    this.#visible = uuid;
    this.#see(uuid === null ? [] : [uuid]);
    this.#changed();
  }

  /** The next message of a conversation is the user's own. */
  expectOwn(uuid) {
    this.#expected.add(uuid);
  }

  #see(uuids) {
    const unseen = uuids.filter((uuid) => this.has(uuid));
    if (unseen.length > 0) {
      const { since, seen } = this.#stored;
      this.#write(since, { ...seen, ...Object.fromEntries(unseen.map((uuid) => [uuid, this.#newest.get(uuid)])) });
      if (this.count === 0) {
        this.#seeAll();
      }
    }
  }

  /** All times up to the newest are one time, which keeps the stored value small. */
  #seeAll() {
    const since = [...this.#newest.values()].reduce((newest, at) => (at > newest ? at : newest), "");
    this.#write(since, {});
  }

  #write(since, seen) {
    this.#stored = { since, seen };
    this.#settings.write(STORED, this.#stored);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
