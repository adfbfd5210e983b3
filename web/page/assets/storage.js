/** JSON values in the session storage: they survive a reload, end with the tab, and no other tab can read them. */

const PREFIX = "messages.";

export function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

export function write(name, value) {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // The storage is full or forbidden: values are lost on reload, everything else works.
  }
}

export function remove(name) {
  try {
    sessionStorage.removeItem(PREFIX + name);
  } catch {
    // As above.
  }
}

/** Reads a value and removes it. */
export function take(name) {
  const value = read(name);
  remove(name);
  return value;
}
