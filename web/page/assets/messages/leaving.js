import { element } from "../ui/element.js";

/** Lets the browser ask before the page is left with something unsent. */
export function guardLeaving(unsent, session) {
  addEventListener("beforeunload", (event) => {
    if (unsent.isAtRisk && !session.isOver) {
      event.preventDefault();
    }
  });
}

/** Signs out, which deletes what is not sent; asks first if there is something. */
export function signOut(unsent, session) {
  const summary = unsent.summary();
  if (summary === "") {
    session.leave();
    return;
  }
  const leave = () => {
    dialog.close();
    session.leave();
  };
  const dialog = element(
    "dialog.card",
    { "aria-labelledby": "sign-out-title", "aria-describedby": "sign-out-text", close: () => dialog.remove() },
    element("h2", { id: "sign-out-title" }, "Delete what is not sent?"),
    element("p", { id: "sign-out-text" }, `Signing out deletes ${summary} from this browser.`),
    element(
      "div.dialog-actions",
      {},
      element("button.button", { type: "button", autofocus: true, click: () => dialog.close() }, "Stay signed in"),
      element("button.button.danger", { type: "button", click: leave }, "Delete and sign out"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
