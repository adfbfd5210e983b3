import { LatestRequests } from "../api/latest-requests.js";
import { reason } from "../api/words.js";
import { ask } from "../ui/question.js";

/** Milliseconds that a sign-out waits for what is being sent. */
const END_TIMEOUT = 3_000;

/** What a refused request would have done, as the rest of a sentence. */
const FAILURES = { hide: "hidden", unhide: "listed again", clear: "cleared" };

/**
 * Hides and clears conversations: on this page at once, with a notice that undoes it. The API can undo the first, so it is
 * told at once; a conversation is cleared there once the notice has ended, or the page is left.
 *
 * Dispatches `removing` and `restored` with the uuid of a conversation as detail, before it leaves the list and after it
 * has come back; `confirmed` when the API has done it; and `refused`, with the uuid, when it has refused to list one again.
 */
export class PutAway extends EventTarget {
  #api;
  #conversations;
  #snackbar;
  #requests;
  /** Whether a conversation is cleared here that the API is told of later. */
  #isClearing = false;

  constructor(api, conversations, snackbar) {
    super();
    this.#api = api;
    this.#conversations = conversations;
    this.#snackbar = snackbar;
    this.#requests = new LatestRequests((_, request) => this.#send(request), {
      onDone: (_, request) => this.#done(request),
      onRefused: (_, request, error) => this.#refused(request, error),
    });
    addEventListener("pagehide", () => snackbar.end());
  }

  /** Whether leaving the page now would lose what was hidden, cleared or brought back. */
  isAtRisk(isConnected) {
    return this.#requests.isRetrying || (this.#isClearing && !isConnected);
  }

  /** Hides a conversation up to a time, which is that of its newest message. */
  hide(conversation, upTo) {
    const wasListed = this.#remove(conversation, upTo);
    this.#add("hide", conversation, upTo, wasListed);
    this.#snackbar.show(`Conversation with ${conversation.display_name} hidden.`, () => this.#unhide(conversation, upTo));
  }

  /** Brings a conversation back that was hidden up to a time. */
  bringBack(conversation, upTo) {
    this.#unhide(conversation, upTo);
    this.#snackbar.show(`Conversation with ${conversation.display_name} is in the list again.`);
  }

  /** Asks, and clears the history of a conversation up to a time. */
  async clear(conversation, upTo) {
    const name = conversation.display_name;
    const isAgreed = await ask({
      title: "Clear this conversation?",
      text:
        `All messages up to now disappear for you, on all your devices. ${name} keeps theirs. ` +
        "After a few seconds this cannot be undone.",
      no: "Keep",
      yes: "Clear",
    });
    if (isAgreed) {
      const wasListed = this.#remove(conversation, upTo);
      const ending = (action) => () => {
        this.#isClearing = false;
        action();
      };
      this.#snackbar.show(
        `Conversation with ${name} cleared.`,
        ending(() => this.#undoRemoval(conversation, wasListed)),
        ending(() => this.#add("clear", conversation, upTo, wasListed)),
      );
      this.#isClearing = true;
    }
  }

  /** Sends what could still be undone, and waits for it a moment. */
  async end() {
    this.#snackbar.end();
    await Promise.race([this.#requests.idle(), new Promise((resolve) => setTimeout(resolve, END_TIMEOUT))]);
  }

  #unhide(conversation, upTo) {
    this.#restore(conversation);
    this.#add("unhide", conversation, upTo);
  }

  /** Returns whether the conversation was in the list. */
  #remove({ uuid }, upTo) {
    const wasListed = this.#conversations.isListed(uuid);
    this.dispatchEvent(new CustomEvent("removing", { detail: uuid }));
    this.#conversations.remove(uuid, upTo);
    return wasListed;
  }

  /** The API was not told of the removal, or has refused it. A conversation that was hidden before stays hidden. */
  #undoRemoval(conversation, wasListed) {
    if (wasListed) {
      this.#restore(conversation);
      this.#conversations.confirmRestored(conversation.uuid);
    } else {
      this.#conversations.withdrawRemoval(conversation.uuid);
    }
  }

  #restore(conversation) {
    this.#conversations.restore(conversation);
    this.dispatchEvent(new CustomEvent("restored", { detail: conversation.uuid }));
  }

  /** A later request replaces one that waits, but none replaces that to clear. */
  #add(action, conversation, upTo, wasListed = false) {
    const { uuid } = conversation;
    this.#requests.add(action === "clear" ? `clear ${uuid}` : uuid, { action, conversation, upTo, wasListed });
  }

  #send({ action, conversation: { uuid }, upTo }) {
    return this.#api[action](uuid, upTo);
  }

  #done({ action, conversation: { uuid } }) {
    if (action === "unhide") {
      this.#conversations.confirmRestored(uuid);
    } else {
      this.#conversations.confirmRemoval(uuid);
    }
    this.dispatchEvent(new CustomEvent("confirmed"));
  }

  #refused({ action, conversation, wasListed }, error) {
    if (action === "unhide") {
      this.#conversations.withdrawRestored(conversation.uuid);
      this.dispatchEvent(new CustomEvent("refused", { detail: conversation.uuid }));
    } else {
      this.#undoRemoval(conversation, wasListed);
    }
    const name = conversation.display_name;
    this.#snackbar.show(`The conversation with ${name} could not be ${FAILURES[action]}: ${reason(error)}.`);
  }
}
