const DATABASE = "messages";
const TEXTS = "texts";

/** Milliseconds after which a database that does not open counts as unavailable. */
const TIMEOUT = 3_000;

/**
 * What a user has written and not sent: values by name, in IndexedDB, shared by the tabs of the browser. Reading is from
 * memory. Values that cannot be stored last as long as the tab.
 *
 * Dispatches `change` when values have changed, with `{changes, isOfOtherTab}` as detail.
 */
export class UserStore extends EventTarget {
  #user;
  #database;
  #channel;
  #values = new Map();
  /** The changes that the database does not have yet, as `{value, isStoring}` by name. Memory alone has their values. */
  #unstored = new Map();
  #isCleared = false;

  /** Opens the values of a user, by the user's uuid. */
  static async open(user) {
    const store = new UserStore(user, await opened());
    await store.#load();
    return store;
  }

  constructor(user, database) {
    super();
    this.#user = user;
    this.#database = database;
    this.#channel = new BroadcastChannel(`messages.texts.${user}`);
    if (database) {
      database.onversionchange = () => database.close();
      database.onclose = () => this.#lost();
    }
  }

  /** Whether all values outlive the tab. The tab does not take with it what is being stored. */
  get isStored() {
    return [...this.#unstored.values()].every(({ isStoring }) => isStoring);
  }

  /** Returns a value, or null. */
  get(name) {
    return this.#values.get(name) ?? null;
  }

  /** Returns the values whose names begin with a prefix, as `[rest of the name, value]`. */
  entries(prefix) {
    return [...this.#values]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]);
  }

  /** Sets values in one step; null removes one. Resolves once they are stored, or cannot be. */
  async write(changes) {
    if (this.#isCleared) {
      return;
    }
    Object.entries(changes).forEach(([name, value]) => this.#unstored.set(name, { value, isStoring: false }));
    this.#apply(changes);
    await this.#flush();
    this.#channel.postMessage(changes);
  }

  /** Returns a value as any tab has stored it last, or as this tab has set it later; null if there is none. */
  async fetch(name) {
    if (this.#database !== null && !this.#unstored.has(name)) {
      const known = this.get(name);
      const stored = (await this.#request((texts) => texts.get([this.#user, name])).catch(() => known)) ?? null;
      // A change of the meantime is newer.
      if (this.get(name) === known && JSON.stringify(stored) !== JSON.stringify(known)) {
        this.#apply({ [name]: stored }, true);
      }
    }
    return this.get(name);
  }

  /** Calls back while no other tab of the user does so with the same name. */
  alone(name, action) {
    return navigator.locks.request(`messages.${this.#user}.${name}`, action);
  }

  /** Removes all values, for good: later ones are ignored. */
  async clear() {
    this.#isCleared = true;
    this.#apply(Object.fromEntries([...this.#values.keys()].map((name) => [name, null])));
    this.#unstored.clear();
    await this.#change((texts) => texts.delete(this.#range())).catch(() => null);
  }

  async #load() {
    const early = [];
    this.#channel.onmessage = ({ data }) => early.push(data);
    if (this.#database !== null) {
      try {
        const [names, values] = await Promise.all([
          this.#request((texts) => texts.getAllKeys(this.#range())),
          this.#request((texts) => texts.getAll(this.#range())),
        ]);
        names.forEach(([, name], index) => this.#values.set(name, values[index]));
      } catch {
        this.#database = null;
      }
    }
    this.#channel.onmessage = ({ data }) => this.#isCleared || this.#receive(data);
    early.forEach((changes) => this.#receive(changes));
  }

  /** Takes over changes of another tab. They replace those that this tab could not store. */
  #receive(changes) {
    Object.entries(changes)
      .filter(([name]) => this.#unstored.has(name))
      .forEach(([name, value]) => this.#unstored.set(name, { value, isStoring: false }));
    this.#apply(changes, true);
    this.#flush();
  }

  #apply(changes, isOfOtherTab = false) {
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) {
        this.#values.delete(name);
      } else {
        this.#values.set(name, value);
      }
    }
    this.dispatchEvent(new CustomEvent("change", { detail: { changes, isOfOtherTab } }));
  }

  /** Stores what is not stored yet. If that fails, the next change tries again. */
  async #flush() {
    const batch = [...this.#unstored].filter(([, change]) => !change.isStoring);
    if (batch.length === 0) {
      return;
    }
    batch.forEach(([, change]) => (change.isStoring = true));
    try {
      await this.#change((texts) => {
        batch.forEach(([name, { value }]) => {
          const key = [this.#user, name];
          value === null ? texts.delete(key) : texts.put(value, key);
        });
      });
      // A later change of the same name is still to be stored.
      batch
        .filter(([name, change]) => this.#unstored.get(name) === change)
        .forEach(([name]) => this.#unstored.delete(name));
    } catch {
      batch.forEach(([, change]) => (change.isStoring = false));
    }
  }

  #lost() {
    this.#database = null;
    this.#values.forEach((value, name) => this.#unstored.set(name, { value, isStoring: false }));
  }

  #range() {
    // An array sorts after every text.
    return IDBKeyRange.bound([this.#user], [this.#user, []]);
  }

  #change(action) {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(TEXTS, "readwrite");
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      action(transaction.objectStore(TEXTS));
      // A tab that closes now does not take the change with it.
      transaction.commit();
    });
  }

  #request(action) {
    return new Promise((resolve, reject) => {
      const request = action(this.#database.transaction(TEXTS).objectStore(TEXTS));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}

/** Opens the database; null if the browser has none for this page. */
function opened() {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), TIMEOUT);
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}
