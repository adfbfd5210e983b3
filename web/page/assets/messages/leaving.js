import { ask } from "../ui/question.js";

/** Lets the browser ask before the page is left with something unsent. */
export function guardLeaving(unsent, session) {
  addEventListener("beforeunload", (event) => {
    if (unsent.isAtRisk && !session.isOver) {
      event.preventDefault();
    }
  });
}

/** Signs out, which deletes what is not sent; asks first if there is something. */
export async function signOut(unsent, session) {
  const summary = unsent.summary();
  const isAgreed =
    summary === "" ||
    (await ask({
      title: "Delete what is not sent?",
      text: `Signing out deletes ${summary} from this browser.`,
      no: "Stay signed in",
      yes: "Delete and sign out",
    }));
  if (isAgreed) {
    session.leave();
  }
}
