import { ask } from "../ui/question.js";

/** Lets the browser ask before the page is left with something unsent. */
export function guardLeaving(messenger) {
  addEventListener("beforeunload", (event) => {
    if ((messenger.unsent.isAtRisk || isPutAwayAtRisk(messenger)) && !messenger.session.isOver) {
      event.preventDefault();
    }
  });
}

/** Signs out, which deletes what is not sent; asks first if there is something. */
export async function signOut(messenger) {
  const summary = messenger.unsent.summary();
  const losses = [
    summary && `Signing out deletes ${summary} from this browser.`,
    isPutAwayAtRisk(messenger) && "What you have hidden, cleared or shown again could not be sent, and is lost.",
  ].filter(Boolean);
  const isAgreed =
    losses.length === 0 ||
    (await ask({
      title: "Delete what is not sent?",
      text: losses.join(" "),
      no: "Stay signed in",
      yes: "Delete and sign out",
    }));
  if (isAgreed) {
    messenger.session.leave();
  }
}

function isPutAwayAtRisk({ putAway, polling }) {
  return putAway.isAtRisk(navigator.onLine && !polling.isFailing);
}
