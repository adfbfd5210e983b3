import { element, icon } from "../ui/element.js";
import { person } from "../ui/person.js";

/** Shows the signed-in user and the button to sign out. */
export function showMe(container, session, onSignOut) {
  container.replaceChildren(
    ...person(session.displayName, session.handle),
    element(
      "button.icon-button",
      { type: "button", id: "sign-out", "aria-label": "Sign out", title: "Sign out", click: onSignOut },
      icon("leave"),
    ),
  );
}
