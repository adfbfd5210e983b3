/**
 * The fragment of the page's address names the open view, because a static host serves no other paths:
 * `#/messages/UUID` a conversation, `#/new` the search for a user, `#/new/HANDLE` a new conversation with a user,
 * `#/hidden` the hidden conversations.
 */

/** @typedef {{name: "none"|"conversation"|"new"|"start"|"hidden", uuid?: string, handle?: string}} Route */

/** Parses the fragment of an address. */
export function parse(hash) {
  const [, view, argument] = hash.split("/").map(decode);
  if (view === "messages" && argument) {
    return { name: "conversation", uuid: argument };
  }
  if (view === "new") {
    return argument ? { name: "start", handle: argument } : { name: "new" };
  }
  return { name: view === "hidden" ? "hidden" : "none" };
}

/** The list of conversations alone. */
export const LIST = "#/";

/** The hidden conversations. */
export const HIDDEN = "#/hidden";

export const toConversation = (uuid) => `#/messages/${encodeURIComponent(uuid)}`;
export const toStart = (handle) => `#/new/${encodeURIComponent(handle)}`;

let onRoute = () => {};

/** Until the browser has gone back, the current entry is still the one before. */
let isGoingBack = false;

/** Browsers keep some tens of entries: one that is further back may be gone. */
const MAX_DISTANCE = 20;

/** Milliseconds after which the browser has not gone back, because the entry is gone. */
const TIMEOUT = 1_000;

/** How many entries of the browser history the list is back; 0 if it is open, null if that is not known. */
let distance = null;

/** Calls back with the route, now and on every change. */
export function follow(callback) {
  onRoute = () => callback(parse(location.hash));
  const hash = location.hash || LIST;
  keep(history.state?.distance ?? (isList(hash) ? 0 : null), hash);
  addEventListener("popstate", () => {
    isGoingBack = false;
  });
  addEventListener("hashchange", () => {
    // A new entry has no state yet.
    keep(history.state === null ? distanceOfNew() : history.state.distance);
    onRoute();
  });
  document.addEventListener("click", onClick);
  onRoute();
}

/** Opens a view, with an entry in the browser history. Going to the list, or on from the search, adds none. */
export function go(hash) {
  if (isGoingBack && isList(hash)) {
    return;
  }
  if (isList(hash) && distance > 0) {
    isGoingBack = true;
    history.go(-distance);
    setTimeout(() => isGoingBack && replace(LIST), TIMEOUT);
  } else if (isList(hash) || parse(location.hash).name === "new") {
    replace(hash);
  } else {
    location.hash = hash;
  }
}

/** Opens a view in place of the current entry of the browser history, at once. */
export function replace(hash) {
  isGoingBack = false;
  keep(isList(hash) ? 0 : distance || null, hash);
  onRoute();
}

/** A link within the page opens a view as `go` does, unless it is to open elsewhere. */
function onClick(event) {
  const hash = event.target.closest('a[href^="#/"]')?.getAttribute("href");
  const isHere = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented);
  if (hash && isHere) {
    event.preventDefault();
    if (hash !== location.hash) {
      go(hash);
    }
  }
}

/** Keeps the distance with the current entry of the browser history, which may get another address. */
function keep(value, hash = location.hash) {
  distance = value;
  history.replaceState({ distance }, "", hash);
}

function distanceOfNew() {
  if (isList(location.hash)) {
    return 0;
  }
  return distance === null || distance === MAX_DISTANCE ? null : distance + 1;
}

function isList(hash) {
  return parse(hash).name === "none";
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
