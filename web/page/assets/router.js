/**
 * The fragment of the page's address names the open view, because a static host serves no other paths:
 * `#/messages/UUID` a conversation, `#/new` the search for a user, `#/new/HANDLE` a new conversation with a user.
 */

/** @typedef {{name: "none"|"conversation"|"new"|"start", uuid?: string, handle?: string}} Route */

/** Parses the fragment of an address. */
export function parse(hash) {
  const [, view, argument] = hash.split("/").map(decode);
  if (view === "messages" && argument) {
    return { name: "conversation", uuid: argument };
  }
  if (view === "new") {
    return argument ? { name: "start", handle: argument } : { name: "new" };
  }
  return { name: "none" };
}

export const toConversation = (uuid) => `#/messages/${encodeURIComponent(uuid)}`;
export const toStart = (handle) => `#/new/${encodeURIComponent(handle)}`;

/** Calls back with the route, now and on every change. */
export function follow(onRoute) {
  addEventListener("hashchange", () => onRoute(parse(location.hash)));
  onRoute(parse(location.hash));
}

/** Opens a view, with an entry in the browser history. */
export function go(hash) {
  location.hash = hash;
}

/** Opens a view in place of the current entry of the browser history. */
export function replace(hash) {
  location.replace(hash);
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
