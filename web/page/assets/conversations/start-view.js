import { reason } from "../api/words.js";
import { ConversationView } from "../messages/conversation-view.js";
import { replace, toConversation } from "../router.js";
import { element } from "../ui/element.js";
import { action, emptyState } from "../ui/empty-states.js";
import { UserLookup } from "./user-lookup.js";

/** A conversation to be started with a user. Once it exists, its own address replaces this one. */
export class StartView {
  #handle;
  #messenger;
  #lookup;
  #view = null;
  #onDelivered = ({ detail: { entry, response } }) => this.#delivered(entry, response);

  constructor(handle, messenger) {
    this.#handle = handle;
    this.#messenger = messenger;
    this.#lookup = new UserLookup(messenger.directory);
    this.root = element("div.pane-container");
    messenger.outbox.addEventListener("delivered", this.#onDelivered);
  }

  opened() {
    if (this.#messenger.session.is(this.#handle)) {
      this.#show(emptyState("That is you", "A conversation needs someone else.", action("#/new", "Choose someone")));
    } else {
      this.#lookup.find(this.#handle, 0, (result) => this.#showResult(result));
    }
  }

  close() {
    this.#lookup.stop();
    this.#view?.close();
    this.#messenger.outbox.removeEventListener("delivered", this.#onDelivered);
  }

  showTimes() {
    this.#view?.showTimes();
  }

  /** The conversation may exist already, which the list shows only once it is loaded. */
  async refresh() {
    const { conversations, started, outbox, drafts } = this.#messenger;
    const existing = conversations.with(this.#handle);
    if (existing && !outbox.isStarting(this.#handle)) {
      started.add(this.#handle, existing.uuid);
      drafts.moveStarted(this.#handle);
      this.#openConversation(existing.uuid);
    }
    return false;
  }

  #showResult({ user, error, isWaiting }) {
    if (user) {
      this.#view = new ConversationView({ handle: user.handle }, this.#messenger, user);
      this.#show(this.#view.root);
      this.#view.opened();
    } else if (error) {
      this.#show(emptyState("Not yet", `@${this.#handle} cannot be looked up: ${reason(error)}. Trying again.`));
    } else if (!isWaiting) {
      this.#show(emptyState(`No one has the handle @${this.#handle}`, null, action("#/new", "Choose someone")));
    }
  }

  #show(content) {
    this.root.replaceChildren(content);
  }

  #delivered(entry, response) {
    if (entry.to.handle?.toLowerCase() === this.#handle.toLowerCase()) {
      this.#openConversation(response.message_group_uuid);
    }
  }

  #openConversation(uuid) {
    replace(toConversation(uuid));
  }
}
