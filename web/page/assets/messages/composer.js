import { isComposing } from "../ui/composing.js";
import { element, icon } from "../ui/element.js";
import { MAX_MESSAGE_LENGTH, isBlank, length } from "../ui/text.js";

/** The number of characters left is shown from here on. */
const NEAR_LIMIT = 100;

/** A longer text cannot be sent, and would take seconds to lay out if the box grew with it. In UTF-16 code units. */
const LONG = 10_000;

/** Milliseconds between two reports of a long text that is being changed. */
const REPORT_INTERVAL = 800;

/** A phone has no Shift+Enter: there Enter starts a new line, and the button sends. */
const isTouched = matchMedia("(pointer: coarse)");

/** The box to write messages in. It grows with its text; Enter sends, Shift+Enter starts a new line. */
export class Composer {
  #onInput;
  #onSend;
  /** Runs after a report of a long text; null at other times. */
  #timer = null;
  #isReported = true;
  #onHide = () => this.#report();
  #text = element("textarea", {
    rows: 1,
    dir: "auto",
    // Otherwise the browser keeps the text, also after a sign-out.
    autocomplete: "off",
    "aria-label": "Message",
    "aria-describedby": "characters",
    placeholder: "Write a message",
    enterkeyhint: isTouched.matches ? "enter" : "send",
    input: () => this.#changed(),
    keydown: (event) => this.#onKey(event),
  });
  #characters = element("span.characters", { id: "characters", role: "status" });
  /** Read to screen readers by FileGuard, also a second time. */
  #refusal = element("span.problem");
  #button = element("button.send", { type: "submit", "aria-label": "Send", title: "Send" }, icon("send"));

  constructor(text, { onInput, onSend }) {
    this.#onInput = onInput;
    this.#onSend = onSend;
    this.root = element(
      "form.composer",
      { submit: (event) => this.#submit(event) },
      element("div.composer-box", {}, this.#text, this.#button),
      this.#characters,
      this.#refusal,
    );
    this.#text.value = text;
    this.#show();
    document.addEventListener("visibilitychange", this.#onHide);
    addEventListener("pagehide", this.#onHide);
  }

  close() {
    this.#report();
    document.removeEventListener("visibilitychange", this.#onHide);
    removeEventListener("pagehide", this.#onHide);
  }

  get text() {
    return this.#text.value;
  }

  setText(text) {
    if (this.#text.value !== text) {
      this.#text.value = text;
      this.#show();
    }
  }

  setLabel(label) {
    this.#text.setAttribute("aria-label", label);
  }

  refuseFiles() {
    this.#refusal.textContent = "Files cannot be sent.";
  }

  focus() {
    this.#text.focus();
  }

  #onKey(event) {
    const isWanted = event.ctrlKey || event.metaKey || !(event.shiftKey || isTouched.matches);
    if (event.key === "Enter" && isWanted && !isComposing(event)) {
      event.preventDefault();
      this.root.requestSubmit();
    }
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#text.value;
    if (isBlank(text) || length(text) > MAX_MESSAGE_LENGTH) {
      return;
    }
    // The draft is removed once the message is in the outbox.
    this.#onSend(text);
    this.#text.value = "";
    this.#changed();
    this.#text.focus();
  }

  #changed() {
    this.#isReported = false;
    if (!this.#isLong || this.#timer === null) {
      this.#report();
    }
    this.#refusal.textContent = "";
    this.#show();
  }

  get #isLong() {
    return this.#text.value.length > LONG;
  }

  /** Reports the text, which is stored each time; a long one is reported again after an interval only. */
  #report() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#isReported) {
      this.#isReported = true;
      this.#onInput(this.#text.value);
      this.#timer = this.#isLong ? setTimeout(() => this.#report(), REPORT_INTERVAL) : null;
    }
  }

  #show() {
    const text = this.#text.value;
    const left = MAX_MESSAGE_LENGTH - length(text);
    this.#button.disabled = isBlank(text) || left < 0;
    this.#characters.classList.toggle("is-over", left < 0);
    this.#characters.textContent = left > NEAR_LIMIT ? "" : countText(left);
    this.#text.setAttribute("aria-invalid", String(left < 0));
    if (this.#isLong !== this.#text.classList.contains("is-long")) {
      // A direction of its own for each paragraph takes long as well.
      this.#text.dir = this.#isLong ? getComputedStyle(this.#text).direction : "auto";
      this.#text.classList.toggle("is-long", this.#isLong);
      this.#text.style.height = "";
    }
    if (!this.#isLong && !CSS.supports("field-sizing", "content")) {
      this.#text.style.height = "auto";
      this.#text.style.height = `${this.#text.scrollHeight}px`;
    }
  }
}

function countText(left) {
  const count = Math.abs(left);
  return `${count} ${count === 1 ? "character" : "characters"} ${left < 0 ? "too many" : "left"}`;
}
