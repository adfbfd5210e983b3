import { beginning } from "../ui/text.js";

/** The lists show the beginning of a text, in code points. */
const SHOWN = 200;

/** The states of an unsent text, the most important one first. */
const STATES = ["failed", "waiting", "sending", "draft"];

/**
 * What the user has written and not sent, in all conversations.
 *
 * Dispatches `change`, with `{isOfOtherTab}` as detail.
 */
export class Unsent extends EventTarget {
  #store;
  #outbox;
  #drafts;
  #started;
  /** The unsent texts by the keys of their conversations; null if they have changed. */
  #texts = null;
  #recentStarts;

  constructor(store, outbox, drafts, started, recentStarts) {
    super();
    this.#store = store;
    this.#outbox = outbox;
    this.#drafts = drafts;
    this.#started = started;
    this.#recentStarts = recentStarts;
    store.addEventListener("change", ({ detail: { isOfOtherTab } }) => this.#changed(isOfOtherTab));
  }

  /** Whether leaving the page needs a question: messages wait, or a draft would be lost. */
  get isAtRisk() {
    return this.#outbox.entries().length > 0 || (!this.#store.isStored && this.#drafts.all().length > 0);
  }

  /** Returns how much there is in words, such as `2 messages and a draft`; empty if there is nothing. */
  summary() {
    const messages = this.#outbox.entries().length;
    const drafts = this.#drafts.all().length;
    return [counted(messages, "message"), counted(drafts, "draft")].filter(Boolean).join(" and ");
  }

  /** Returns the unsent text of a conversation, `{state, text}`, or null. */
  of({ uuid, handle }) {
    const texts = this.#all();
    const found = texts.get(uuid) ?? (handle && texts.get(this.#started.keyOf({ handle })));
    return found ? { state: found.state, text: found.text } : null;
  }

  /**
   * Returns the conversations that may not be in the list of the API yet, the newest first, as
   * `{uuid, handle, name, writtenAt, state, text}`.
   */
  starting() {
    const unsent = [...this.#all().values()].filter(({ uuid }) => !uuid);
    return [...this.#recentStarts.all(), ...unsent].sort((one, other) => (one.writtenAt < other.writtenAt ? 1 : -1));
  }

  /** Returns the existing conversations that have unsent texts, the newest first, in the same form. */
  inConversations() {
    const unsent = [...this.#all().values()].filter(({ uuid }) => uuid);
    return unsent.sort((one, other) => (one.writtenAt < other.writtenAt ? 1 : -1));
  }

  /** Returns the conversation with a user that may not be in the list of the API yet, if there is one. */
  startedWith(handle) {
    return this.starting().find((other) => other.handle.toLowerCase() === handle.toLowerCase());
  }

  #all() {
    if (this.#texts === null) {
      this.#texts = new Map();
      this.#drafts.all().forEach((draft) => this.#add({ ...draft, state: "draft" }));
      this.#outbox.entries().forEach((entry) => this.#add(entry));
    }
    return this.#texts;
  }

  /** Of several texts the newest one of the most important state is shown. */
  #add({ to, text, writtenAt, state }) {
    const { uuid, handle, name } = this.#started.resolve(to);
    const key = this.#started.keyOf(to);
    const other = this.#texts.get(key);
    const isShown = !other || STATES.indexOf(state) <= STATES.indexOf(other.state);
    // A message behind one that waits is waiting too.
    if (isShown || (state === "sending" && other.state === "waiting")) {
      this.#texts.set(key, { uuid, handle, name, text: beginning(text, SHOWN), writtenAt, state: isShown ? state : other.state });
    }
  }

  #changed(isOfOtherTab) {
    this.#texts = null;
    this.dispatchEvent(new CustomEvent("change", { detail: { isOfOtherTab } }));
  }
}

function counted(count, noun) {
  return count > 1 ? `${count} ${noun}s` : count === 1 ? `a ${noun}` : "";
}
