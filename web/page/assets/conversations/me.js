import { element, icon } from "../ui/element.js";
import { person } from "../ui/person.js";

/** Who has signed in, and the way out. */
export function showMe(place, session) {
  place.replaceChildren(
    ...person(session.displayName, session.handle),
    element(
      "button.icon-button",
      { type: "button", id: "sign-out", "aria-label": "Sign out", title: "Sign out", click: () => session.leave() },
      icon("leave"),
    ),
  );
}
