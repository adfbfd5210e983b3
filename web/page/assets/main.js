import { loadConfig } from "./config.js";
import { startMessenger } from "./messenger.js";
import { openSession } from "./session/sign-in.js";
import { element } from "./ui/element.js";

const signInPlace = document.getElementById("sign-in");

try {
  const config = await loadConfig();
  const session = await openSession(config, signInPlace);
  if (session) {
    startMessenger(config, session);
  } else {
    signInPlace.hidden = false;
  }
} catch (error) {
  signInPlace.replaceChildren(element("p.notice", { role: "alert" }, `The page cannot start. ${error.message}`));
  signInPlace.hidden = false;
}
