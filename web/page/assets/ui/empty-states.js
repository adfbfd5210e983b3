import { element, icon } from "./element.js";

/** Fills an empty view, and says what to do. */
export function emptyState(title, text, ...actions) {
  return element(
    "div.empty-state",
    {},
    element("span.empty-icon", {}, icon("talk")),
    element("h1", {}, title),
    text && element("p.muted", {}, text),
    ...actions,
  );
}

/** A link that looks like a button. */
export function action(hash, label) {
  return element("a.button.primary", { href: hash }, label);
}

export function nothingOpen() {
  return emptyState(
    "Nothing is open",
    "Choose a conversation, or start one with anyone whose handle you know.",
    action("#/new", "New conversation"),
  );
}
