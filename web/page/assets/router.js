/**
 * The page's address names what is open, behind a `#`, since a static host knows no other pages:
 * `#/messages/UUID` a conversation, `#/new` the search for somebody, `#/new/HANDLE` one who has been found.
 */

/** @typedef {{name: "none"|"conversation"|"new"|"start", uuid?: string, handle?: string}} Route */

/** The route of an address. */
export function parse(hash) {
  const [, place, argument] = hash.split("/").map(decode);
  if (place === "messages" && argument) {
    return { name: "conversation", uuid: argument };
  }
  if (place === "new") {
    return argument ? { name: "start", handle: argument } : { name: "new" };
  }
  return { name: "none" };
}

export const toConversation = (uuid) => `#/messages/${encodeURIComponent(uuid)}`;
export const toStart = (handle) => `#/new/${encodeURIComponent(handle)}`;

/** Calls back with the route, now and whenever it changes. */
export function follow(onRoute) {
  addEventListener("hashchange", () => onRoute(parse(location.hash)));
  onRoute(parse(location.hash));
}

/** Goes there; the browser's back button comes back here. */
export function go(hash) {
  location.hash = hash;
}

/** Goes there in place of here. */
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
