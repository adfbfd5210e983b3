import { reason } from "../api/words.js";

/** Says that the newest is not to be had, until it is again. One lost answer is not worth a word. */
export class Connection {
  #failures = 0;

  constructor(place, polling) {
    polling.addEventListener("success", () => {
      this.#failures = 0;
      place.hidden = true;
    });
    polling.addEventListener("failure", ({ detail: error }) => {
      this.#failures += 1;
      if (this.#failures > 1 || !navigator.onLine || !error.isPassing) {
        place.textContent = `Not up to date: ${reason(error)}. Trying again.`;
        place.hidden = false;
      }
    });
    addEventListener("offline", () => polling.wake());
  }
}
