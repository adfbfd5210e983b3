import { HostedSignIn } from "./hosted-sign-in.js";
import { LocalSignIn } from "./local-sign-in.js";
import { Session } from "./session.js";
import { showHostedSignIn, showLocalSignIn } from "./sign-in-view.js";

/** This tab's session. Where it has none, asks for a sign-in and returns null; the page then starts anew. */
export function openSession(config, place) {
  return config.signIn ? hostedSession(config, place) : localSession(config, place);
}

async function hostedSession(config, place) {
  const signIn = new HostedSignIn(config.signIn, config.client);
  let notice = Session.takeNotice();
  try {
    const tokens = await signIn.finish();
    if (tokens) {
      Session.begin(tokens);
    }
  } catch (error) {
    notice = error.codes ? "The sign-in could not be completed. Please try again." : error.message;
  }
  const session = Session.restored(signIn);
  if (session === null) {
    showHostedSignIn(place, signIn, notice);
  }
  return session;
}

async function localSession(config, place) {
  const signIn = new LocalSignIn(config.api);
  const session = Session.restored(signIn);
  if (session === null) {
    showLocalSignIn(place, signIn, config.users, Session.takeNotice(), (tokens) => {
      Session.begin(tokens);
      location.reload();
    });
  }
  return session;
}
