import { avatar } from "../ui/avatar.js";
import { element, icon, userText } from "../ui/element.js";

/** Who has signed in, and the way out. */
export function showMe(place, session) {
  place.replaceChildren(
    avatar(session.displayName, session.handle),
    element("span.me-name", {}, userText("strong", session.displayName), element("span.muted", {}, `@${session.handle}`)),
    element(
      "button.icon-button",
      { type: "button", id: "sign-out", "aria-label": "Sign out", title: "Sign out", click: () => session.leave() },
      icon("leave"),
    ),
  );
}
