/** JSON values that live as long as this tab, through reloads, and that no other tab can read. */

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
    // Full, or forbidden: then a reload forgets, and all else works.
  }
}

export function remove(name) {
  try {
    sessionStorage.removeItem(PREFIX + name);
  } catch {
    // As above.
  }
}

/** The value, once: it is gone afterwards. */
export function take(name) {
  const value = read(name);
  remove(name);
  return value;
}
