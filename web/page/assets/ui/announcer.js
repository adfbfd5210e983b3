import { element } from "./element.js";

const place = document.getElementById("announcer");

/** Has screen readers say it, when they have finished what they are saying. */
export function announce(text) {
  place.append(element("p", {}, text));
  while (place.childElementCount > 5) {
    place.firstElementChild.remove();
  }
}
