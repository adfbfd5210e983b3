import { announce } from "../ui/announcer.js";
import { isComposing } from "../ui/composing.js";
import { element } from "../ui/element.js";
import { matcher } from "../ui/search.js";

/** Milliseconds without a key after which screen readers read how many conversations are left. */
const PAUSE = 700;

/** The field that filters the list of conversations by name and handle. Dispatches `change`. */
export class ConversationFilter extends EventTarget {
  #input = element("input", {
    id: "filter-text",
    type: "search",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    placeholder: "Filter by name or handle",
    "aria-label": "Filter conversations by name or handle",
    "aria-controls": "conversations",
    input: () => this.#changed(),
    keydown: (event) => this.#onKey(event),
  });
  #matches = matcher("");
  #timer = null;

  constructor(container) {
    super();
    container.replaceChildren(this.#input);
  }

  get input() {
    return this.#input;
  }

  /** What is filtered by; empty if everything is shown. */
  get text() {
    return this.#input.value.trim();
  }

  matches(conversation) {
    return this.#matches(conversation);
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** Tells how many conversations are left, once the user has stopped typing. */
  report(count) {
    clearTimeout(this.#timer);
    if (this.text !== "") {
      this.#timer = setTimeout(() => announce(counted(count)), PAUSE);
    }
  }

  #changed() {
    this.#matches = matcher(this.text);
    this.dispatchEvent(new CustomEvent("change"));
  }

  #onKey(event) {
    if (event.key === "Escape" && this.#input.value !== "") {
      // The browser would clear the field during a composition too.
      event.preventDefault();
      if (!isComposing(event)) {
        this.#input.value = "";
        this.#changed();
      }
    }
  }
}

function counted(count) {
  return count === 1 ? "1 conversation" : `${count || "No"} conversations`;
}
