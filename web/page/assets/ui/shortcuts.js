import { isComposing } from "./composing.js";
import { element } from "./element.js";

const SETTING = "single-keys";

const TEXTS = [
  ["?", "Show this list"],
  ["/", "Filter the conversations"],
  ["n", "New conversation"],
  ["Alt ↑ or Alt ↓", "Open the conversation above or below"],
  ["↑ or ↓", "Move within a list"],
  ["Enter", "Send, or open what has the focus"],
  ["Shift Enter", "New line"],
  ["Ctrl Enter", "Send, also where Enter starts a new line"],
  ["Delete or ⌘ ⌫", "Hide the conversation that has the focus in the list"],
  ["Ctrl Z", "Undo hiding or clearing"],
  ["Esc", "Clear the filter, or close what is open"],
];

/**
 * Keyboard shortcuts. Those of a single key work outside of text fields, and can be turned off, because speech input
 * and tremor can press them by mistake (WCAG 2.1.4).
 */
export class Shortcuts {
  #settings;
  #actions;
  #dialog = null;

  /**
   * @param settings `read` and `write` a value by name
   * @param {{filter, start, openNeighbor, close, undo}} actions
   */
  constructor(settings, actions) {
    this.#settings = settings;
    this.#actions = actions;
    document.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get #areOn() {
    return this.#settings.read(SETTING) ?? true;
  }

  /** Shows all shortcuts. */
  show() {
    if (this.#dialog !== null) {
      return;
    }
    const isOn = element("input", {
      type: "checkbox",
      checked: this.#areOn,
      change: () => this.#settings.write(SETTING, isOn.checked),
    });
    this.#dialog = element(
      "dialog.help",
      { "aria-labelledby": "help-title", close: () => this.#closed() },
      // Focused, so that a small window shows the dialog from its beginning.
      element("h2", { id: "help-title", tabindex: -1, autofocus: true }, "Keyboard shortcuts"),
      element("dl", {}, ...TEXTS.flatMap(([keys, text]) => [element("dt", {}, keys), element("dd", {}, text)])),
      element("label.setting", {}, isOn, "Shortcuts of a single key: ?, / and n"),
      element("button.button", { type: "button", click: () => this.#dialog.close() }, "Close"),
    );
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  #closed() {
    this.#dialog.remove();
    this.#dialog = null;
  }

  #onKey(event) {
    if (event.defaultPrevented || isComposing(event) || document.querySelector("dialog[open]")) {
      return;
    }
    const action = this.#actionOf(event);
    if (action) {
      event.preventDefault();
      action();
    }
  }

  #actionOf(event) {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    const letter = letterOf(event);
    const isInField = target.matches("input, textarea");
    if (ctrlKey || metaKey) {
      return letter === "z" && !altKey && !isInField ? this.#actions.undo : null;
    }
    if (altKey) {
      const step = { ArrowUp: -1, ArrowDown: 1 }[key];
      // With a text, some systems move the cursor by these keys.
      return step && !(isInField && target.value) && (() => this.#actions.openNeighbor(step));
    }
    if (key === "Escape") {
      return this.#actions.close;
    }
    if (isInField || !this.#areOn) {
      return null;
    }
    return { "?": () => this.show(), "/": this.#actions.filter, n: this.#actions.start }[letter ?? key];
  }
}

/** The letter of a key without Shift, whether Caps Lock is on or not. On a layout of another script it is that of the key. */
function letterOf({ key, code, shiftKey }) {
  if (shiftKey) {
    return undefined;
  }
  const isOfOtherScript = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return (isOfOtherScript ? /^Key([A-Z])$/.exec(code)?.[1] : /^[a-z]$/i.exec(key)?.[0])?.toLowerCase();
}
