import { element } from "./element.js";

const LABELS = { failed: "Not sent:", waiting: "Waiting:", sending: "Sending:", draft: "Draft:" };

/** The label of an unsent text in this state. */
export function unsentLabel(state) {
  return element("span.unsent", { "data-state": state }, LABELS[state]);
}
