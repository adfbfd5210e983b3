import { element } from "./element.js";

const container = document.getElementById("announcer");

/** Lets screen readers read a text, after what they are reading now. */
export function announce(text) {
  container.append(element("p", {}, text));
  while (container.childElementCount > 5) {
    container.firstElementChild.remove();
  }
}
