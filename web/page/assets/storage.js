/** JSON values in the storages of the browser. */

const PREFIX = "messages.";

/** Values of this tab: they survive a reload, end with the tab, and no other tab can read them. */
export const tab = valuesIn("sessionStorage");

/** Values of all tabs: they survive the browser's end. */
export const browser = valuesIn("localStorage");

function valuesIn(storage) {
  const read = (name) => {
    try {
      return JSON.parse(window[storage].getItem(PREFIX + name));
    } catch {
      return null;
    }
  };
  const write = (name, value) => {
    try {
      window[storage].setItem(PREFIX + name, JSON.stringify(value));
    } catch {
      // The storage is full or forbidden: values are lost on reload, everything else works.
    }
  };
  const remove = (name) => {
    try {
      window[storage].removeItem(PREFIX + name);
    } catch {
      // As above.
    }
  };
  /** Reads a value and removes it. */
  const take = (name) => {
    const value = read(name);
    remove(name);
    return value;
  };
  /** Returns the names with a prefix, without it. */
  const names = (prefix) => {
    try {
      return Object.keys(window[storage])
        .filter((key) => key.startsWith(PREFIX + prefix))
        .map((key) => key.slice((PREFIX + prefix).length));
    } catch {
      return [];
    }
  };
  return { read, write, remove, take, names };
}

/** Calls back when another tab has written or removed a value of all tabs. */
export function onChange(name, callback) {
  addEventListener("storage", ({ key, storageArea }) => {
    // The key is null after everything was removed.
    if (storageArea !== window.sessionStorage && (key === PREFIX + name || key === null)) {
      callback();
    }
  });
}
