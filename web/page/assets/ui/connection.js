import { reason } from "../api/words.js";

/** Says that the page is not up to date, until it is again. One lost response is not reported. */
export class Connection {
  #failures = 0;

  constructor(container, polling) {
    polling.addEventListener("success", () => {
      this.#failures = 0;
      container.hidden = true;
    });
    polling.addEventListener("failure", ({ detail: error }) => {
      this.#failures += 1;
      if (this.#failures > 1 || !navigator.onLine || !error.isTransient) {
        container.textContent = `Not up to date: ${reason(error)}. Trying again.`;
        container.hidden = false;
      }
    });
    addEventListener("offline", () => polling.wake());
  }
}
