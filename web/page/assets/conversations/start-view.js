import { reason } from "../api/words.js";
import { searchConversations } from "../messages/conversation-search.js";
import { ConversationView } from "../messages/conversation-view.js";
import { replace, toConversation } from "../router.js";
import { element } from "../ui/element.js";
import { action, emptyState } from "../ui/empty-states.js";
import { UserLookup } from "./user-lookup.js";

/**
 * A conversation to be started with a user. Once it exists, its own address replaces this one; what is being written
 * and what waits stay as they are, because the view stays.
 */
export class StartView {
  #handle;
  #messenger;
  #lookup;
  #view = null;
  #uuid = null;
  #isSearching = false;
  #isClosed = false;
  #onConversations = () => this.#follow();
  #onDelivered = ({ detail: { entry, response } }) => this.#delivered(entry, response);

  constructor(handle, messenger) {
    this.#handle = handle;
    this.#messenger = messenger;
    this.#lookup = new UserLookup(messenger.directory);
    this.root = element("div.pane-container");
    messenger.conversations.addEventListener("change", this.#onConversations);
    messenger.outbox.addEventListener("delivered", this.#onDelivered);
  }

  /** Whether this view shows what is at a route. */
  isAt(route) {
    return route.name === "conversation" && route.uuid === this.#uuid;
  }

  opened() {
    const known = this.#messenger.unsent.startedWith(this.#handle);
    if (this.#messenger.session.is(this.#handle)) {
      this.#show(emptyState("That is you", "A conversation needs someone else.", action("#/new", "Choose someone")));
    } else if (known) {
      // What waits for the network is shown without it.
      this.#showResult({ user: { handle: known.handle, display_name: known.name ?? known.handle } });
    } else {
      this.#lookup.find(this.#handle, 0, (result) => this.#showResult(result));
    }
  }

  close() {
    this.#isClosed = true;
    this.#lookup.stop();
    this.#view?.close();
    this.#messenger.conversations.removeEventListener("change", this.#onConversations);
    this.#messenger.outbox.removeEventListener("delivered", this.#onDelivered);
  }

  showTimes() {
    this.#view?.showTimes();
  }

  async refresh() {
    this.#follow();
    return (await this.#view?.refresh()) ?? false;
  }

  /** Like refresh, but never shares a request that has begun before. */
  async refreshAnew() {
    this.#follow();
    return (await this.#view?.refreshAnew()) ?? false;
  }

  /** Shows a message that an event has announced. */
  receive(uuid, message) {
    this.#view?.receive(uuid, message);
  }

  /** The conversation may exist already, or be started by the other user, which the lists show. */
  #follow() {
    this.#openExisting();
    this.#search();
  }

  #showResult({ user, error, isWaiting }) {
    if (user) {
      this.#view = new ConversationView(null, this.#messenger, user);
      this.#show(this.#view.root);
      this.#view.opened();
      this.#search();
    } else if (error) {
      this.#show(emptyState("Not yet", `@${this.#handle} cannot be looked up: ${reason(error)}. Trying again.`));
    } else if (!isWaiting) {
      this.#show(emptyState(`No one has the handle @${this.#handle}`, null, action("#/new", "Choose someone")));
    }
  }

  #show(content) {
    this.root.replaceChildren(content);
  }

  /** Looks for the conversation in older pages and among the hidden ones, and tells the view if there is none. */
  async #search() {
    if (this.#isSearching || this.#view === null || !this.#messenger.conversations.isLoaded) {
      return;
    }
    this.#isSearching = true;
    try {
      const isComplete = await searchConversations(this.#messenger, () => this.#isFound);
      this.#openExisting();
      if (!this.#isFound && isComplete) {
        this.#view.beginsNew();
      }
    } catch {
      // The next refresh searches again.
      this.#isSearching = false;
    }
  }

  get #isFound() {
    return this.#isClosed || this.#uuid !== null || this.#existing() !== undefined;
  }

  #existing() {
    const { conversations, hidden } = this.#messenger;
    return conversations.with(this.#handle) ?? hidden.with(this.#handle);
  }

  #openExisting() {
    const { started, outbox } = this.#messenger;
    const existing = this.#isClosed || this.#uuid !== null ? undefined : this.#existing();
    if (existing && !outbox.isStarting(this.#handle)) {
      started.add(this.#handle, existing.uuid);
      this.#openConversation(existing.uuid);
    }
  }

  #delivered(entry, response) {
    if (!entry.to.uuid && entry.to.handle.toLowerCase() === this.#handle.toLowerCase()) {
      this.#openConversation(response.message_group_uuid);
    }
  }

  #openConversation(uuid) {
    if (this.#view !== null) {
      this.#uuid = uuid;
      this.#view.started(uuid);
    }
    replace(toConversation(uuid));
  }
}
