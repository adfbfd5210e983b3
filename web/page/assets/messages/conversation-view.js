import { PagedList } from "../api/paged-list.js";
import { reason } from "../api/words.js";
import { announce } from "../ui/announcer.js";
import { element, icon } from "../ui/element.js";
import { action, emptyState } from "../ui/empty-states.js";
import { keepingFocus } from "../ui/focus.js";
import { menuButton } from "../ui/menu.js";
import { person } from "../ui/person.js";
import { setTitle } from "../ui/title.js";
import { Composer } from "./composer.js";
import { searchConversations } from "./conversation-search.js";
import { MessageLog } from "./message-log.js";
import { MessageRows } from "./message-rows.js";
import { Reading } from "./reading.js";
import { UnreadStart } from "./unread-start.js";

/** An open conversation: the other user, the messages, and the box to write in. */
export class ConversationView {
  #uuid;
  #messenger;
  #other;
  #messages;
  #rows;
  #log;
  #composer;
  #head = element("div.pane-title");
  #menu = menuButton("Conversation options", () => this.#menuItems());
  #unreadStart;
  #reading;
  #isMissing = false;
  #isSearching = false;
  /** Whether it is known that the two users have never written to each other. */
  #isNew = false;
  /** Whether the user has written here since the page got the focus. */
  #isWriting = false;
  /** Delivered messages that are not in the list yet, as `{entry, response}`. */
  #delivered = [];
  /** Messages of events that may be among those that are being sent. */
  #held = [];
  #isClosed = false;
  #onOutbox = () => this.#showHeld();
  #onDelivered = ({ detail: { entry, response } }) => this.#keep(entry, response);
  #onFiles = () => this.#composer.refuseFiles();
  #onBlur = () => (this.#isWriting = false);
  #onConversations = () => this.#followConversation();
  #onUnsent = ({ detail: { isOfOtherTab } }) => isOfOtherTab && this.#followDraft();

  /**
   * @param {?string} uuid the conversation; null if it is to be started with the other user
   * @param other the other user, if known: `{handle, display_name}`
   */
  constructor(uuid, messenger, other = null) {
    const { api, session, conversations, outbox, drafts, unsent, fileGuard } = messenger;
    this.#uuid = uuid;
    this.#messenger = messenger;
    this.#other = other;
    this.#messages = new PagedList(
      (etag) => api.messages(this.#uuid, etag),
      (address) => api.messages(this.#uuid, null, address),
    );
    this.#rows = new MessageRows(session, outbox);
    this.#log = new MessageLog(
      () => this.#loadOlder(),
      (row) => this.#rows.messageOf(row),
    );
    this.#unreadStart = new UnreadStart(session);
    this.#reading = new Reading(this.#log.scrolled, (upTo) => this.#read(upTo));
    this.#composer = new Composer(drafts.read(this.#to), {
      onInput: (text) => this.#write(text),
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
        this.#menu,
      ),
      this.#log.root,
      this.#composer.root,
    );
    outbox.addEventListener("change", this.#onOutbox);
    outbox.addEventListener("delivered", this.#onDelivered);
    unsent.addEventListener("change", this.#onUnsent);
    conversations.addEventListener("change", this.#onConversations);
    fileGuard.addEventListener("refused", this.#onFiles);
    addEventListener("blur", this.#onBlur);
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

  /** The conversation to be started exists now, or existed before, perhaps with a draft. */
  started(uuid) {
    this.#uuid = uuid;
    const kept = this.#messenger.drafts.read(this.#to);
    const { text } = this.#composer;
    if (kept !== text) {
      this.#composer.setText([kept, text].filter(Boolean).join("\n"));
      this.#write(this.#composer.text);
    }
    this.#render();
  }

  /** There is no conversation with the other user yet. */
  beginsNew() {
    this.#isNew = true;
    this.#render();
  }

  close() {
    this.#isClosed = true;
    this.#composer.close();
    this.#log.close();
    this.#reading.close();
    this.#messenger.outbox.removeEventListener("change", this.#onOutbox);
    this.#messenger.outbox.removeEventListener("delivered", this.#onDelivered);
    this.#messenger.unsent.removeEventListener("change", this.#onUnsent);
    this.#messenger.conversations.removeEventListener("change", this.#onConversations);
    this.#messenger.fileGuard.removeEventListener("refused", this.#onFiles);
    removeEventListener("blur", this.#onBlur);
  }

  /** Loads the newest messages. Returns whether there were new ones. */
  refresh() {
    return this.#refresh(() => this.#messages.refresh());
  }

  /** Like refresh, but never shares a request that has begun before. */
  refreshAnew() {
    return this.#refresh(() => this.#messages.refreshAnew());
  }

  async #refresh(load) {
    if (!this.#uuid || this.#isMissing) {
      return false;
    }
    try {
      const wasLoaded = this.#messages.isLoaded;
      const before = this.#messages.items;
      const added = await load();
      const hasLost = before.some(({ uuid }) => !this.#messages.has(uuid));
      this.#settle();
      if (wasLoaded) {
        this.#announce(added);
      }
      if (added.length > 0 || hasLost || !wasLoaded || !this.#head.dataset.name) {
        this.#render();
      }
      this.#findUnread();
      this.#findOther();
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

  /** Shows a message that an event has announced. */
  receive(uuid, message) {
    if (uuid !== this.#uuid) {
      return;
    }
    if (this.#isBeingSent(message)) {
      this.#held.push(message);
    } else if (this.#messages.add(message)) {
      this.#announce([message]);
      this.#render();
      this.#findUnread();
    }
  }

  /** Whether it may be a message that is being sent from here. The response tells which one that is. */
  #isBeingSent({ handle, message }) {
    const entries = this.#messenger.session.is(handle) ? this.#messenger.outbox.entriesTo(this.#to) : [];
    return entries.some(({ state, text }) => state === "sending" && text === message);
  }

  /** Shows the messages that are no longer being sent, if they are others. */
  #showHeld() {
    this.#held.splice(0).forEach((message) => this.receive(this.#uuid, message));
    this.#render();
  }

  /** Shows the times anew, after the day or the time zone has changed. */
  showTimes() {
    this.#render();
  }

  /** See StartedConversations. */
  get #to() {
    const { handle, display_name: name } = this.#found() ?? {};
    return { uuid: this.#uuid, handle, name };
  }

  #send(text) {
    const { isLoaded, items } = this.#messages;
    const isNew = this.#uuid === null;
    this.#unreadStart.none();
    this.#messenger.outbox.add(this.#to, text, isLoaded || isNew ? (items.at(-1)?.created_at ?? "") : null);
    this.#log.toEnd();
  }

  #write(text) {
    this.#isWriting = true;
    this.#messenger.drafts.write(this.#to, text);
  }

  /** Shows what was written in another tab: it may have been sent there. */
  #followDraft() {
    if (!this.#isWriting) {
      this.#composer.setText(this.#messenger.drafts.read(this.#to));
    }
  }

  /** Keeps a delivered message in its position. */
  #keep(entry, response) {
    if (this.#messenger.outbox.entriesTo(this.#to).some(({ key }) => key === entry.key)) {
      this.#delivered.push({ entry, response });
      this.#settle();
    }
  }

  /** Moves delivered messages into the list. The response to a first message does not tell its uuid. */
  #settle() {
    if (this.#messages.isLoaded) {
      this.#delivered = this.#delivered.filter(({ entry, response }) => {
        const message = response.uuid ? response : this.#messages.items.find((item) => this.#isOf(item, entry));
        if (message) {
          this.#messages.merge([message]);
          this.#rows.written(message.uuid, entry);
        }
        return !message;
      });
    }
  }

  #isOf({ handle, message }, { text }) {
    return message === text && this.#messenger.session.is(handle);
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

  /** The name of the other user may have changed, and it may be known now what is unread. */
  #followConversation() {
    if (!this.#isMissing) {
      this.#showOther();
    }
    this.#findUnread();
    this.#findOther();
  }

  /** Looks for the other user in the lists if all loaded messages are the user's own. */
  async #findOther() {
    const isFound = () => this.#isClosed || this.#found() !== undefined;
    if (this.#isSearching || !this.#messages.isLoaded || !this.#messenger.conversations.isLoaded || isFound()) {
      return;
    }
    this.#isSearching = true;
    try {
      await searchConversations(this.#messenger, isFound);
      this.#render();
    } catch {
      // The next refresh searches again.
      this.#isSearching = false;
    }
  }

  /** Finds where the unread messages begin, once that can be known, and goes there. */
  async #findUnread() {
    const { conversations } = this.#messenger;
    if (!this.#messages.isLoaded || !conversations.isLoaded || this.#unreadStart.isKnown) {
      return;
    }
    if (!conversations.get(this.#uuid)) {
      this.#unreadStart.none();
    } else if (!(await this.#unreadStart.find(this.#messages, conversations.readUpTo(this.#uuid)))) {
      return;
    }
    const isAtEnd = this.#log.isAtEnd;
    this.#render();
    const unread = this.#unreadStart.unreadOf(this.#messages.items);
    if (!this.#isClosed && unread.length > 0) {
      announce(unread.length === 1 ? "1 new message" : `${unread.length} new messages`);
      if (isAtEnd) {
        this.#log.toRow(this.#rows.divider);
        this.#log.countNew(unread.length);
      }
    }
  }

  /** Returns the messages of the other user after the last own one. */
  #othersNewest() {
    const { items } = this.#messages;
    return items.slice(1 + items.findLastIndex(({ handle }) => this.#messenger.session.is(handle)));
  }

  #read(upTo) {
    const seen = this.#othersNewest()
      .map(({ created_at: at }) => at)
      .filter((at) => at <= upTo);
    this.#messenger.readMarkers.mark(this.#uuid, upTo, seen);
  }

  #menuItems() {
    const { hidden, putAway } = this.#messenger;
    const found = hidden.get(this.#uuid);
    const show = found && { label: "Show again", action: () => putAway.bringBack(found, found.hidden_up_to) };
    const hide = hidden.isKnown(this.#uuid) && { label: "Hide conversation", action: () => this.#hide() };
    return [show || hide, { label: "Clear conversation …", action: () => this.#clear() }].filter(Boolean);
  }

  #hide() {
    const conversation = this.#conversation();
    this.#messenger.putAway.hide(conversation, this.#newestTime(conversation));
  }

  #clear() {
    const conversation = this.#conversation();
    this.#messenger.putAway.clear(conversation, this.#newestTime(conversation));
  }

  /** Returns the conversation as the list shows it. A hidden one is not in the list. */
  #conversation() {
    // The other user is not known if they have written nothing, and the conversation is in no list that is loaded.
    const { handle = "", display_name: name = "this user" } = this.#found() ?? {};
    const { message, created_at: at } = this.#messages.items.at(-1);
    const listed = this.#messenger.conversations.get(this.#uuid);
    return listed ?? { uuid: this.#uuid, handle, display_name: name, message, created_at: at };
  }

  /** The list and the messages are loaded one after the other. */
  #newestTime(conversation) {
    const shown = this.#messages.items.at(-1).created_at;
    return shown > conversation.created_at ? shown : conversation.created_at;
  }

  #announce(added) {
    const others = added.filter(({ handle }) => !this.#messenger.session.is(handle));
    others.forEach(({ display_name: name, message }) => announce(`${name}: ${message}`));
    this.#log.countNew(others.length);
    if (others.length > 0 && !this.#isWatched()) {
      const { conversations } = this.#messenger;
      const isKnown = conversations.get(this.#uuid) !== undefined;
      this.#unreadStart.beginAnew(this.#messages.items, added, isKnown ? conversations.readUpTo(this.#uuid) : null);
    }
  }

  /** Whether the user sees new messages arrive. */
  #isWatched() {
    return document.hasFocus() && !document.hidden && this.#log.isAtEnd;
  }

  #render() {
    if (this.#isMissing || this.#isClosed) {
      return;
    }
    try {
      // The button that had it may be gone, such as one to try again.
      keepingFocus(this.#log.root, () => this.#show(), () => this.#log.scrolled.focus());
    } catch (error) {
      console.error(error);
      this.#log.showFailure(() => this.#render());
    }
  }

  #show() {
    const messages = this.#messages.items;
    const pending = [
      ...this.#delivered.map(({ entry }) => ({ ...entry, state: "sent", uncertainSince: null })),
      ...this.#messenger.outbox.entriesTo(this.#to),
    ];
    const rows = this.#rows.of(messages, pending, this.#unreadStart.unreadOf(messages)[0]);
    this.#showOther();
    this.#menu.hidden = messages.length === 0;
    this.#log.show(rows, {
      isLoading: Boolean(this.#uuid) && !this.#messages.isLoaded,
      hasOlder: this.#messages.hasMore,
      empty: () => this.#beginning(),
    });
    this.#watchNewest(messages.at(-1));
  }

  /** What the user writes themselves is never unread. */
  #watchNewest(newest) {
    if (newest && this.#unreadStart.isKnown && !this.#messenger.session.is(newest.handle)) {
      this.#reading.watch(this.#rows.rowOf(newest.uuid), newest.created_at);
    }
  }

  #found() {
    return (
      this.#other ??
      this.#messenger.conversations.get(this.#uuid) ??
      this.#messenger.hidden.get(this.#uuid) ??
      this.#messages.items.find(({ handle }) => !this.#messenger.session.is(handle))
    );
  }

  #showOther() {
    const found = this.#found();
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
    if (this.#uuid) {
      return emptyState("No messages", "You have cleared this conversation. New messages appear here.");
    }
    return emptyState(
      `You and ${this.#other.display_name}`,
      this.#isNew
        ? "Nothing has been written yet. Write the first message below."
        : "Write a message below. Earlier messages, if there are any, appear here.",
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
