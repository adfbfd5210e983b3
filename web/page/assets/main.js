import { StoredResponses } from "./api/stored-responses.js";
import { loadConfig } from "./config.js";
import { startMessenger } from "./messenger.js";
import { openSession } from "./session/sign-in.js";
import { element } from "./ui/element.js";
import { watchForFailures } from "./ui/failure.js";

const starting = document.getElementById("starting");
const signInContainer = document.getElementById("sign-in");

watchForFailures(document.getElementById("failure"));

try {
  const config = await loadConfig();
  const session = await openSession(config, signInContainer);
  if (session) {
    await startMessenger(config, session);
  } else {
    starting.remove();
    signInContainer.hidden = false;
    new StoredResponses(config.api).overwriteLeftovers();
  }
} catch (error) {
  starting.remove();
  signInContainer.replaceChildren(
    element(
      "div.empty-state",
      {},
      element("p.notice", { role: "alert" }, `The page cannot start. ${error.message}`),
      element("button.button", { type: "button", click: () => location.reload() }, "Try again"),
    ),
  );
  signInContainer.hidden = false;
}
