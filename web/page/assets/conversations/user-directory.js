/** Milliseconds for which an unknown handle stays unknown: someone may sign up with it. */
const UNKNOWN_FOR = 60_000;

/** What a handle can consist of. Those of older accounts may have other characters than new ones. */
const HANDLE = /^(?!\.+$)[\w.\-]{1,64}$/;

/** Looks up users by handle, each of them once. */
export class UserDirectory {
  #api;
  #users = new Map();
  #unknown = new Map();

  constructor(api) {
    this.#api = api;
  }

  /** Whether a text can be a handle at all. */
  static isHandle(text) {
    return HANDLE.test(text);
  }

  /** Returns the user with a handle, null if there is none, undefined if that has to be looked up. */
  known(handle) {
    const key = handle.toLowerCase();
    const isUnknown = Date.now() - (this.#unknown.get(key) ?? -Infinity) < UNKNOWN_FOR;
    return this.#users.get(key) ?? (isUnknown || !UserDirectory.isHandle(handle) ? null : undefined);
  }

  /** Asks the API for the user with a handle; returns null if there is none. */
  async lookUp(handle) {
    const key = handle.toLowerCase();
    const user = UserDirectory.isHandle(handle) ? await this.#api.user(handle) : null;
    if (user) {
      this.#users.set(key, user);
    } else {
      this.#unknown.set(key, Date.now());
    }
    return user;
  }
}
