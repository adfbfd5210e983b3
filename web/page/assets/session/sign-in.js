import { HostedSignIn } from "./hosted-sign-in.js";
import { LocalSignIn } from "./local-sign-in.js";
import { Session } from "./session.js";
import { showHostedSignIn, showLocalSignIn } from "./sign-in-view.js";

/** Returns the session of this tab. If there is none, shows the sign-in and returns null; signing in reloads the page. */
export function openSession(config, container) {
  return config.signIn ? hostedSession(config, container) : localSession(config, container);
}

async function hostedSession(config, container) {
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
    showHostedSignIn(container, signIn, notice);
  }
  return session;
}

async function localSession(config, container) {
  const signIn = new LocalSignIn(config.api);
  const session = Session.restored(signIn);
  if (session === null) {
    showLocalSignIn(container, signIn, config.users, Session.takeNotice(), (tokens) => {
      Session.begin(tokens);
      location.reload();
    });
  }
  return session;
}
