import { arrange, element, icon } from "../ui/element.js";
import { keepingFocus } from "../ui/focus.js";
import { copyMessages } from "./copying.js";

/** Distances from the two ends, in pixels. */
const NEAR_END = 60;
const NEAR_BEGINNING = 500;

/** Distance between the top and a row that is scrolled to. */
const ABOVE_ROW = 48;

/**
 * The scrolling messages: stays at the end if it was there, and in position when older messages load above. Elsewhere a
 * button leads to the newest message.
 */
export class MessageLog {
  #loadOlder;
  #onCopy;
  #above = element("div.log-above");
  #list = element("ol.messages");
  #scrolled = element("div.log", { tabindex: "0", role: "region", "aria-label": "Messages" }, this.#above, this.#list);
  #newest = element("button.newest", { type: "button", hidden: true, click: () => this.#goToEnd() });
  #isAtEnd = true;
  #size = 0;
  #isLoading = false;
  #hasOlder = false;
  #newCount = 0;
  #resized = new ResizeObserver(() => this.#onResize());

  /**
   * @param loadOlder loads older messages and shows them
   * @param messageOf returns what a row shows: `{writer, time}`
   */
  constructor(loadOlder, messageOf) {
    this.#loadOlder = loadOlder;
    this.root = element("div.log-container", {}, this.#scrolled, this.#newest);
    this.#scrolled.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    this.#onCopy = (event) => copyMessages(event, [...this.#list.querySelectorAll(".message")], messageOf);
    document.addEventListener("copy", this.#onCopy);
    this.#list.addEventListener("click", (event) => showTime(event.target));
    this.#resized.observe(this.#scrolled);
    this.#resized.observe(this.#list);
  }

  close() {
    this.#resized.disconnect();
    document.removeEventListener("copy", this.#onCopy);
  }

  /** What the messages scroll in. */
  get scrolled() {
    return this.#scrolled;
  }

  /** Whether the newest message is visible, or would be. */
  get isAtEnd() {
    return this.#isAtEnd;
  }

  setLabel(label) {
    this.#scrolled.setAttribute("aria-label", label);
  }

  /** Shows these rows. */
  show(rows, { isLoading, hasOlder, empty }) {
    const { scrollHeight, scrollTop } = this.#scrolled;
    const first = this.#list.querySelector(".message");
    this.#hasOlder = hasOlder;
    this.#scrolled.setAttribute("aria-busy", String(isLoading));
    arrange(this.#list, rows);
    this.#showAbove(isLoading, hasOlder, rows.length === 0 && !isLoading ? empty() : null);
    if (this.#isAtEnd) {
      this.toEnd();
    } else if (first !== this.#list.querySelector(".message")) {
      this.#scrolled.scrollTop = scrollTop + this.#scrolled.scrollHeight - scrollHeight;
    }
    if (!isLoading) {
      requestAnimationFrame(() => this.#fill());
    }
  }

  /** Shows that older messages could not be loaded, with a button to try again. */
  showProblem(text) {
    arrange(this.#above, [
      element("p.problem", { role: "alert" }, text),
      element("button.link", { type: "button", click: () => this.#older() }, "Try again"),
    ]);
  }

  /** Shows that the messages cannot be shown, with a button to try again. */
  showFailure(retry) {
    this.#scrolled.setAttribute("aria-busy", "false");
    arrange(this.#above, [
      element("p.problem", { role: "alert" }, "The messages cannot be shown."),
      element("button.link", { type: "button", click: retry }, "Try again"),
    ]);
  }

  /** Shows why there are no messages yet. */
  showWaiting(text) {
    if (this.#above.textContent !== text) {
      arrange(this.#above, [element("p.problem", { role: "alert" }, text)]);
    }
  }

  /** Shows the number of new messages, unless they are visible. */
  countNew(count) {
    if (count > 0 && !this.#isAtEnd) {
      this.#newCount += count;
      this.#showNewest();
    }
  }

  toEnd() {
    this.#scrolled.scrollTop = this.#scrolled.scrollHeight;
    this.#atEnd();
  }

  /** Scrolls to a row: to the top, unless the end comes first. */
  toRow(row) {
    const { top } = row.getBoundingClientRect();
    this.#scrolled.scrollTop += top - this.#scrolled.getBoundingClientRect().top - ABOVE_ROW;
    const { scrollTop, scrollHeight, clientHeight } = this.#scrolled;
    if (scrollHeight - scrollTop - clientHeight >= NEAR_END) {
      this.#isAtEnd = false;
      this.#showNewest();
    }
  }

  #goToEnd() {
    this.toEnd();
    // The button, which had it, is hidden now.
    this.#scrolled.focus();
  }

  #showNewest() {
    const count = this.#newCount;
    this.#newest.setAttribute("aria-label", count > 0 ? `${count} new, go to the newest message` : "Go to the newest message");
    this.#newest.classList.toggle("is-plain", count === 0);
    this.#newest.replaceChildren(count > 0 ? `${count} new` : "", icon("down"));
    this.#newest.hidden = false;
  }

  #atEnd() {
    this.#isAtEnd = true;
    this.#newCount = 0;
    this.#newest.hidden = true;
  }

  #onResize() {
    this.#size = this.#scrolled.scrollHeight + this.#scrolled.clientHeight;
    if (this.#isAtEnd) {
      this.toEnd();
    }
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scrolled;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) {
      this.#atEnd();
    } else if (this.#size === scrollHeight + clientHeight) {
      // A scroll position that moves with the size was not moved by the user.
      this.#isAtEnd = false;
      this.#showNewest();
    }
    this.#fill();
  }

  #fill() {
    if (this.#hasOlder && this.#scrolled.isConnected && this.#scrolled.scrollTop < NEAR_BEGINNING) {
      this.#older();
    }
  }

  async #older() {
    if (!this.#isLoading) {
      this.#isLoading = true;
      keepingFocus(this.#above, () => this.#showAbove(false, true, null), () => this.#scrolled.focus());
      await this.#loadOlder();
      this.#isLoading = false;
    }
  }

  #showAbove(isLoading, hasOlder, empty) {
    if (empty) {
      arrange(this.#above, [empty]);
    } else if (isLoading || hasOlder) {
      arrange(this.#above, [element("p.loading", {}, isLoading ? "Loading messages …" : "Loading older messages …")]);
    } else {
      arrange(this.#above, []);
    }
  }
}

/** Shows the time of a message that was tapped, or hides it. */
function showTime(target) {
  if (target.closest(".bubble") && !target.closest("a") && getSelection().isCollapsed) {
    target.closest(".message").classList.toggle("shows-time");
  }
}
