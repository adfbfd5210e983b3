import { announce } from "./announcer.js";
import { element } from "./element.js";

/** Milliseconds for which a notice can be undone; the clock stops while it is pointed at or has the focus. */
const SHOWN = 12_000;

/** Says what was done, with a button to undo it for some seconds. A later notice ends the one before. */
export class Snackbar {
  #container;
  /** The notice that is shown, `{onUndo, onEnd}`; null if there is none. */
  #notice = null;
  #timer = null;

  constructor(container) {
    this.#container = container;
    container.addEventListener("pointerenter", () => this.#hold());
    container.addEventListener("pointerleave", () => this.#release());
    container.addEventListener("focusin", () => this.#hold());
    container.addEventListener("focusout", () => this.#release());
  }

  /**
   * Shows a notice.
   *
   * @param {?function} onUndo undoes what was done; null if that is not possible
   * @param {function} onEnd called when it can no longer be undone
   */
  show(text, onUndo = null, onEnd = () => {}) {
    this.end();
    this.#notice = { onUndo, onEnd };
    this.#container.replaceChildren(
      element("span", {}, text),
      onUndo ? element("button.link", { type: "button", title: "Undo (Ctrl Z)", click: () => this.undo() }, "Undo") : "",
    );
    this.#container.hidden = false;
    announce(onUndo ? `${text} Undo with Control Z.` : text);
    this.#release();
  }

  /** Undoes what the notice says. Returns whether there was something to undo. */
  undo() {
    const { onUndo } = this.#notice ?? {};
    if (onUndo) {
      this.#remove();
      announce("Undone");
      onUndo();
    }
    return Boolean(onUndo);
  }

  /** Ends the time to undo. */
  end() {
    const { onEnd } = this.#notice ?? {};
    this.#remove();
    onEnd?.();
  }

  #remove() {
    clearTimeout(this.#timer);
    this.#notice = null;
    this.#container.hidden = true;
    this.#container.replaceChildren();
  }

  #hold() {
    clearTimeout(this.#timer);
  }

  #release() {
    clearTimeout(this.#timer);
    if (this.#notice !== null) {
      this.#timer = setTimeout(() => this.end(), SHOWN);
    }
  }
}
