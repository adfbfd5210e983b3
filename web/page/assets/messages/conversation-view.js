import { PagedList } from "../api/paged-list.js";
import { reason } from "../api/words.js";
import { announce } from "../ui/announcer.js";
import { element, icon } from "../ui/element.js";
import { action, emptyState } from "../ui/empty-states.js";
import { person } from "../ui/person.js";
import { setTitle } from "../ui/title.js";
import { Composer } from "./composer.js";
import { MessageLog } from "./message-log.js";
import { MessageRows } from "./message-rows.js";

/** An open conversation: the other user, the messages, and the box to write in. */
export class ConversationView {
  #to;
  #messenger;
  #other;
  #messages;
  #rows;
  #log;
  #composer;
  #head = element("div.pane-title");
  #isMissing = false;
  #isClosed = false;
  #onOutbox = () => this.#render();
  #onDelivered = ({ detail: { entry, response } }) => this.#delivered(entry, response);

  /**
   * @param {{uuid: ?string, handle: ?string}} to the conversation, or the user to start one with
   * @param other the other user, if known: `{handle, display_name}`
   */
  constructor(to, messenger, other = null) {
    const { api, session, outbox, drafts } = messenger;
    this.#to = to;
    this.#messenger = messenger;
    this.#other = other;
    this.#messages = new PagedList(
      (etag) => api.messages(to.uuid, etag),
      (address) => api.page(address),
    );
    this.#rows = new MessageRows(session, outbox);
    this.#log = new MessageLog(() => this.#loadOlder());
    this.#composer = new Composer(drafts.read(to), {
      onInput: (text) => drafts.write(to, text),
      onSend: (text) => this.#send(text),
    });
    this.root = element(
      "section.pane",
      {},
      element(
        "header.pane-head",
        {},
        element("a.icon-button.back", { href: "#/", "aria-label": "Back to the conversations" }, icon("back")),
        this.#head,
      ),
      this.#log.root,
      this.#composer.root,
    );
    outbox.addEventListener("change", this.#onOutbox);
    outbox.addEventListener("delivered", this.#onDelivered);
    this.#render();
  }

  /** Called once the view is on the page; `isWriting` if the user was writing in the view before. */
  opened(isWriting = false) {
    this.#log.toEnd();
    // The keyboard of a phone would cover the messages.
    if (isWriting || !matchMedia("(pointer: coarse)").matches) {
      this.#composer.focus();
    }
  }

  close() {
    this.#isClosed = true;
    this.#log.close();
    this.#messenger.outbox.removeEventListener("change", this.#onOutbox);
    this.#messenger.outbox.removeEventListener("delivered", this.#onDelivered);
  }

  /** Loads the newest messages. Returns whether there were new ones. */
  async refresh() {
    if (!this.#to.uuid || this.#isMissing) {
      return false;
    }
    try {
      const wasLoaded = this.#messages.isLoaded;
      const added = await this.#messages.refresh();
      if (wasLoaded) {
        this.#announce(added);
      }
      if (added.length > 0 || !wasLoaded || !this.#head.dataset.name) {
        this.#render();
      }
      return added.length > 0;
    } catch (error) {
      if (error.isTransient ?? true) {
        if (!this.#messages.isLoaded) {
          this.#log.showWaiting(`The messages could not be loaded: ${reason(error)}. Trying again.`);
        }
        throw error;
      }
      this.#missing(error);
      return false;
    }
  }

  /** Shows the times anew, after the day or the time zone has changed. */
  showTimes() {
    this.#render();
  }

  #send(text) {
    const { isLoaded, items } = this.#messages;
    this.#messenger.outbox.add(this.#to, text, isLoaded ? (items.at(-1)?.created_at ?? "") : null);
    this.#log.toEnd();
  }

  #delivered(entry, response) {
    if (entry.to.uuid === this.#to.uuid && response.uuid && this.#messages.isLoaded) {
      this.#messages.merge([response]);
      this.#render();
    }
  }

  async #loadOlder() {
    if (!this.#messages.hasMore) {
      return;
    }
    try {
      await this.#messages.loadMore();
      this.#render();
    } catch (error) {
      this.#log.showProblem(`Older messages could not be loaded: ${reason(error)}.`);
    }
  }

  #announce(added) {
    const others = added.filter(({ handle }) => !this.#messenger.session.is(handle));
    others.forEach(({ display_name: name, message }) => announce(`${name}: ${message}`));
    this.#log.countNew(others.length);
  }

  #render() {
    if (this.#isMissing || this.#isClosed) {
      return;
    }
    try {
      this.#show();
    } catch (error) {
      console.error(error);
      this.#log.showFailure(() => this.#render());
    }
  }

  #show() {
    const messages = this.#messages.items;
    const pending = this.#messenger.outbox.entriesTo(this.#to);
    this.#showOther(messages);
    this.#log.show(this.#rows.of(messages, pending), {
      isLoading: Boolean(this.#to.uuid) && !this.#messages.isLoaded,
      hasOlder: this.#messages.hasMore,
      empty: () => this.#beginning(),
    });
  }

  #showOther(messages) {
    const found =
      this.#other ??
      this.#messenger.conversations.get(this.#to.uuid) ??
      messages.find(({ handle }) => !this.#messenger.session.is(handle));
    if (!found || this.#head.dataset.name === found.display_name) {
      return;
    }
    const { display_name: name, handle } = found;
    this.#head.dataset.name = name;
    this.#head.replaceChildren(...person(name, handle, "h1"));
    this.#log.setLabel(`Messages with ${name}`);
    this.#composer.setLabel(`Message to ${name}`);
    setTitle(`${name} · Messages`);
  }

  #beginning() {
    const name = this.#other?.display_name;
    return emptyState(
      name ? `You and ${name}` : "No messages",
      "Nothing has been written yet. Write the first message below.",
    );
  }

  #missing(error) {
    this.#isMissing = true;
    const text = `It may have been removed, or the address is wrong: ${reason(error)}.`;
    this.root.replaceChildren(
      emptyState("This conversation does not exist", text, action("#/", "Back to my conversations")),
    );
  }
}
