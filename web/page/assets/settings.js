import * as storage from "./storage.js";

/** Values of a user in this browser that outlive a sign-out. They contain no texts. */
export class Settings {
  #prefix;

  constructor(handle) {
    this.#prefix = `settings.${handle}.`;
  }

  /** Returns a value, or null. */
  read(name) {
    return storage.browser.read(this.#prefix + name);
  }

  write(name, value) {
    storage.browser.write(this.#prefix + name, value);
  }

  remove(name) {
    storage.browser.remove(this.#prefix + name);
  }
}
