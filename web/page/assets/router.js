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

/** Calls back with the route, now and on every change. */
export function follow(callback) {
  onRoute = () => callback(parse(location.hash));
  remember(null);
  if (location.hash === "") {
    history.replaceState(history.state, "", LIST);
  }
  addEventListener("popstate", () => {
    isGoingBack = false;
  });
  addEventListener("hashchange", ({ oldURL }) => {
    remember(new URL(oldURL).hash);
    onRoute();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(`a[href="${LIST}"]`) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(LIST);
    }
  });
  onRoute();
}

/** Opens a view, with an entry in the browser history. Going to the list, or on from the search, adds none. */
export function go(hash) {
  if (hash === LIST && isGoingBack) {
    return;
  }
  if (hash === LIST && isList(history.state?.before)) {
    isGoingBack = true;
    history.back();
  } else if (hash === LIST || parse(location.hash).name === "new") {
    replace(hash);
  } else {
    location.hash = hash;
  }
}

/** Opens a view in place of the current entry of the browser history, at once. */
export function replace(hash) {
  history.replaceState(history.state, "", hash);
  onRoute();
}

/** Notes in a new entry of the browser history, which has no state yet, what was open before. */
function remember(before) {
  if (history.state === null) {
    history.replaceState({ before }, "");
  }
}

function isList(hash) {
  return typeof hash === "string" && parse(hash).name === "none";
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
