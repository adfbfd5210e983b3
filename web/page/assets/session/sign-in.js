import { HostedSignIn } from "./hosted-sign-in.js";
import { LocalSignIn } from "./local-sign-in.js";
import { Session } from "./session.js";
import { showHostedSignIn, showLocalSignIn } from "./sign-in-view.js";

/** Returns the session. If there is none, shows the sign-in and returns null; signing in reloads the page. */
export async function openSession(config, container) {
  const session = await (config.signIn ? hostedSession(config, container) : localSession(config, container));
  if (session === null) {
    Session.onBegun(() => location.reload());
  }
  return session;
}

async function hostedSession(config, container) {
  const signIn = new HostedSignIn(config.signIn, config.client);
  let notice = Session.takeNotice();
  try {
    const finished = await signIn.finish();
    if (finished) {
      Session.begin(finished.tokens, finished.isKept);
    }
  } catch (error) {
    notice = error.codes ? "The sign-in could not be completed. Please try again." : error.message;
  }
  const session = Session.restored(signIn);
  if (session === null) {
    showHostedSignIn(container, signIn, { notice, ...joining() });
  }
  return session;
}

async function localSession(config, container) {
  const signIn = new LocalSignIn(config.api);
  const session = Session.restored(signIn);
  if (session === null) {
    const onTokens = (tokens, isKept) => {
      Session.begin(tokens, isKept);
      location.reload();
    };
    const { users } = config;
    showLocalSignIn(container, signIn, { users, onTokens, notice: Session.takeNotice(), ...joining() });
  }
  return session;
}

function joining() {
  return { joined: Session.handleOfOthers(), onJoin: () => Session.join() };
}
