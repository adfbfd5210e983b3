import { reason } from "../api/words.js";
import { ConversationView } from "../messages/conversation-view.js";
import { replace, toConversation } from "../router.js";
import { element } from "../ui/element.js";
import { action, emptyState } from "../ui/empty-states.js";
import { UserLookup } from "./user-lookup.js";

/** A conversation that does not exist yet, with the owner of a handle; once it does, its own address takes over. */
export class StartView {
  #handle;
  #messenger;
  #lookup;
  #view = null;
  #started = null;
  #onDelivered = ({ detail: { entry, answer } }) => this.#delivered(entry, answer);

  constructor(handle, messenger) {
    this.#handle = handle;
    this.#messenger = messenger;
    this.#lookup = new UserLookup(messenger.api);
    this.root = element("div.pane-place");
    messenger.outbox.addEventListener("delivered", this.#onDelivered);
  }

  opened() {
    if (this.#messenger.session.is(this.#handle)) {
      this.#show(emptyState("That is you", "Conversations need somebody else.", action("#/new", "Choose somebody")));
    } else {
      this.#lookup.find(this.#handle, (answer) => this.#answer(answer));
    }
  }

  close() {
    this.#lookup.stop();
    this.#view?.close();
    if (this.#started) {
      // What has been typed up to now, since it goes on in the conversation's own view.
      this.#messenger.drafts.move({ handle: this.#started.handle }, this.#started);
    }
    this.#messenger.outbox.removeEventListener("delivered", this.#onDelivered);
  }

  /** It may stand already, and be known only now that the list is loaded. */
  async refresh() {
    const { conversations, outbox } = this.#messenger;
    const standing = conversations.with(this.#handle);
    if (standing && outbox.entriesTo({ handle: this.#handle }).length === 0) {
      this.#goOn(standing.handle, standing.uuid);
    }
    return false;
  }

  #answer({ user, error, isWaiting }) {
    if (user) {
      this.#view = new ConversationView({ handle: user.handle }, this.#messenger, user);
      this.#show(this.#view.root);
      this.#view.opened();
    } else if (error) {
      this.#show(emptyState("Not yet", `@${this.#handle} cannot be looked up: ${reason(error)}. Trying again.`));
    } else if (!isWaiting) {
      this.#show(emptyState(`Nobody has the handle @${this.#handle}`, null, action("#/new", "Choose somebody")));
    }
  }

  #show(content) {
    this.root.replaceChildren(content);
  }

  #delivered(entry, answer) {
    if (entry.to.handle?.toLowerCase() === this.#handle.toLowerCase()) {
      this.#goOn(entry.to.handle, answer.message_group_uuid);
    }
  }

  #goOn(handle, uuid) {
    this.#started = { handle, uuid };
    replace(toConversation(uuid));
  }
}
