import { avatar } from "../ui/avatar.js";
import { handleButton } from "../ui/copy-button.js";
import { element, icon, userText } from "../ui/element.js";

/**
 * Shows the signed-in user, with their handle to copy, and buttons.
 *
 * @param {HTMLElement[]} buttons further buttons, before the one to sign out
 */
export function showMe(container, session, buttons, onSignOut) {
  container.replaceChildren(
    avatar(session.displayName, session.handle),
    element("span.person", {}, userText("strong", session.displayName), handleButton(session.handle)),
    ...buttons,
    iconButton("leave", "Sign out", { id: "sign-out", click: onSignOut }),
  );
}

/** A button that shows an icon. */
export function iconButton(name, label, properties) {
  return element(
    "button.icon-button",
    { type: "button", "aria-label": label, title: label, ...properties },
    icon(name),
  );
}
