const STORED = "seen";

/** Milliseconds after which a list shows a message for certain. Messages of a minute can appear in any order. */
const SETTLED = 60_000;

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

  /** The user's own message of this time was sent. It does not tell what the others have written before it. */
  sentOwn(uuid, at) {
    if (this.#stored !== null && at > (this.#newest.get(uuid) ?? "")) {
      this.#newest.set(uuid, at);
    }
    if (this.#stored !== null && at > (this.#stored.seen[uuid] ?? this.#stored.since)) {
      this.#write(this.#stored.since, { ...this.#stored.seen, [uuid]: at });
    }
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

  /** Settled times become one time, which keeps the stored value small. */
  #seeAll() {
    const newest = [...this.#newest.values()].reduce((one, other) => (one > other ? one : other), "");
    const settled = newest === "" ? "" : new Date(Date.parse(newest) - SETTLED).toISOString();
    const former = this.#stored?.since ?? "";
    const since = settled > former ? settled : former;
    this.#write(since, Object.fromEntries([...this.#newest].filter(([, at]) => at > since)));
  }

  #write(since, seen) {
    this.#stored = { since, seen };
    this.#settings.write(STORED, this.#stored);
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change"));
  }
}
