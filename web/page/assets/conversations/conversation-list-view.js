import { reason } from "../api/words.js";
import { HIDDEN, go, toConversation, toStart } from "../router.js";
import { moveFocus } from "../ui/arrow-keys.js";
import { avatar } from "../ui/avatar.js";
import { isComposing } from "../ui/composing.js";
import { arrange, element, handleText, userText } from "../ui/element.js";
import { keepingFocus } from "../ui/focus.js";
import { isNearEnd } from "../ui/scrolling.js";
import { briefTime, fullTime, isTime, parseTime, timeZone } from "../ui/time.js";
import { unsentLabel } from "../ui/unsent-label.js";

/** The API counts no further. */
const MAX_COUNT = 99;

/** The list of conversations, and the field that filters it. */
export class ConversationListView {
  #container;
  #conversations;
  #unsent;
  #putAway;
  #filter;
  #list = element("ul", { "aria-label": "Conversations, newest first" });
  #below = element("div.list-below");
  /** Below the list, which may be long, and not at its end. */
  #hiddenLink = element("a.link.hidden-link", { href: HIDDEN }, "Hidden conversations");
  #searchOlder = element("button.button", { type: "button", click: () => this.#loadMore() }, "Search older conversations");
  #retry = element("button.button", { type: "button", click: () => this.#loadMore() }, "Try again");
  #rows = new Map();
  #selected = null;
  #selectedHandle = null;
  #isLoading = false;

  constructor(container, filter, { conversations, unsent, putAway }) {
    this.#container = container;
    this.#conversations = conversations;
    this.#unsent = unsent;
    this.#putAway = putAway;
    this.#filter = filter;
    unsent.addEventListener("change", () => this.#render());
    container.replaceChildren(this.#list, this.#below);
    container.after(this.#hiddenLink);
    container.addEventListener("scroll", () => this.#loadWhereScrolled(), { passive: true });
    container.addEventListener("keydown", (event) => this.#onKey(event));
    filter.input.addEventListener("keydown", (event) => this.#onFilterKey(event));
    filter.addEventListener("change", () => this.#showFiltered());
    conversations.addEventListener("change", () => this.#render());
    this.#below.append(...Array.from({ length: 4 }, () => element("div.skeleton", { "aria-hidden": "true" })));
  }

  /** Loads the newest conversations. Returns whether anything changed. */
  refresh() {
    return this.#conversations.refresh();
  }

  refreshAnew() {
    return this.#conversations.refreshAnew();
  }

  /** Marks the open conversation, which is the one of a handle before it has started; null for none. */
  select(uuid, handle = null) {
    this.#selected = uuid;
    this.#selectedHandle = handle?.toLowerCase();
    this.#render();
  }

  /** Shows the times anew, after the day or the time zone has changed. */
  showTimes() {
    this.#render();
  }

  /** Opens the conversation above (-1) or below (1) the open one. */
  openNeighbor(step) {
    const uuids = this.#shown().flatMap(({ uuid }) => uuid ?? []);
    const uuid = uuids[this.#selected === null ? 0 : uuids.indexOf(this.#selected) + step];
    if (uuid) {
      go(toConversation(uuid));
      this.#rows.get(uuid).node.scrollIntoView({ block: "nearest" });
    }
  }

  /** Moves the focus to a conversation; to the link below the list if that is not listed. */
  focus(uuid) {
    const node = this.#rows.get(uuid)?.node;
    (node?.isConnected ? node.firstElementChild : this.#hiddenLink).focus();
  }

  /** Moves the focus to a conversation whose view was closed; to the filter if it is not listed. */
  focusLeft(uuid) {
    if (this.#rows.get(uuid)?.node.isConnected) {
      this.focus(uuid);
    } else if (!matchMedia("(pointer: coarse)").matches) {
      this.#filter.focus();
    }
  }

  /**
   * Moves the focus from a row that has left the list: to the other row of its user if its conversation has started, or
   * to the nearest of the rows around it.
   */
  #focusInsteadOf({ node, handle }, rowsBefore) {
    const index = rowsBefore.indexOf(node);
    const around = [...rowsBefore.slice(index), ...rowsBefore.slice(0, index).reverse()];
    const ofUser = [...this.#rows.values()].filter((row) => handle && row.handle === handle).map((row) => row.node);
    const next = [...ofUser, ...around].find(({ isConnected }) => isConnected);
    (next?.firstElementChild ?? this.#hiddenLink).focus();
  }

  /** Returns the conversation that takes the place of another one, which leaves the list. */
  neighborOf(uuid) {
    const uuids = this.#shown().map((conversation) => conversation.uuid);
    const index = uuids.indexOf(uuid);
    return uuids[index + 1] ?? uuids[index - 1] ?? null;
  }

  #shown() {
    const all = [...this.#unlisted(), ...this.#conversations.items];
    return all.filter((conversation) => this.#filter.matches(conversation));
  }

  #render() {
    const shown = this.#shown();
    const rowsBefore = [...this.#list.children];
    const focused = [...this.#rows.values()].find(({ node }) => node.contains(document.activeElement));
    keepingFocus(
      this.#list,
      () => arrange(this.#list, shown.map((conversation) => this.#row(conversation))),
      () => this.#focusInsteadOf(focused, rowsBefore),
    );
    if (this.#conversations.isLoaded) {
      this.#showBelow(this.#belowList(shown.length));
      requestAnimationFrame(() => this.#loadWhereScrolled());
    }
  }

  #showBelow(nodes) {
    keepingFocus(
      this.#below,
      () => arrange(this.#below, nodes),
      () => ([this.#retry, this.#searchOlder].find(({ isConnected }) => isConnected) ?? this.#filter.input).focus(),
    );
  }

  #showFiltered() {
    this.#render();
    this.#filter.report(this.#shown().length);
  }

  #belowList(count) {
    if (this.#filter.text !== "") {
      return [
        count === 0 && element("p.list-empty", {}, "No conversation with this name or handle."),
        this.#conversations.hasMore && this.#searchOlder,
        count === 0 && element("a.button", { href: "#/new" }, "New conversation"),
      ].filter(Boolean);
    }
    if (this.#conversations.hasMore) {
      return [element("div.skeleton", { "aria-hidden": "true" })];
    }
    if (count === 0) {
      return [
        element("p.list-empty", {}, "No conversations yet. Start one with anyone whose handle you know."),
        element("a.button", { href: "#/new" }, "New conversation"),
      ];
    }
    return [];
  }

  #onKey(event) {
    const uuid = this.#focusedUuid();
    // A keyboard of a Mac may have no other key to delete.
    const isDelete = event.key === "Delete" || (event.key === "Backspace" && event.metaKey);
    if (isDelete && uuid) {
      const conversation = this.#conversations.get(uuid);
      event.preventDefault();
      this.#putAway.hide(conversation, conversation.created_at);
    } else {
      this.#moveFocus(event);
    }
  }

  #focusedUuid() {
    const row = document.activeElement.closest("li");
    return this.#conversations.items.find(({ uuid }) => this.#rows.get(uuid)?.node === row)?.uuid;
  }

  #moveFocus(event) {
    const links = [...this.#list.querySelectorAll("a")];
    moveFocus(event, [this.#filter.input, ...links]);
  }

  #onFilterKey(event) {
    if (event.key === "Enter" && !isComposing(event)) {
      this.#list.querySelector("a")?.click();
    } else {
      this.#moveFocus(event);
    }
  }

  /**
   * Returns conversations that are not in the loaded part of the list, in the form of those that are: those that the API
   * does not list yet, and older or hidden ones with an unsent text.
   */
  #unlisted() {
    const starting = this.#unsent
      .starting()
      .filter(({ handle }) => !this.#conversations.with(handle))
      .map(unlisted)
      .filter((conversation) => conversation.uuid || this.#unsentOf(conversation));
    const isShown = ({ uuid }) => starting.some((other) => other.uuid === uuid) || this.#conversations.isListed(uuid);
    const others = this.#conversations.isLoaded ? this.#unsent.inConversations() : [];
    const isUnsent = (conversation) => !isShown(conversation) && this.#unsentOf(conversation);
    return [...starting, ...others.map(unlisted).filter(isUnsent)];
  }

  /** Returns the unsent text that a row shows. Sending takes a moment only; a draft is visible in the open view. */
  #unsentOf(conversation) {
    const unsent = this.#unsent.of(conversation);
    const isHidden = unsent?.state === "draft" ? this.#isSelected(conversation) : unsent?.state === "sending" && conversation.uuid;
    return isHidden ? null : unsent;
  }

  #isSelected({ uuid, handle }) {
    return uuid ? uuid === this.#selected : handle.toLowerCase() === this.#selectedHandle;
  }

  #row(conversation) {
    const { uuid, handle, display_name: name, message, created_at: at } = conversation;
    const key = uuid ?? `@${handle}`;
    const isSelected = this.#isSelected(conversation);
    const unreadCount = this.#conversations.unreadCountOf(uuid);
    const unsent = this.#unsentOf(conversation);
    const times = [briefTime(parseTime(at)), timeZone()];
    const signature = JSON.stringify([at, handle, name, message, unreadCount, unsent, ...times]);
    let row = this.#rows.get(key);
    if (row?.signature !== signature) {
      row = { signature, handle, node: row?.node ?? element("li") };
      fillOrNotice(row.node, conversation, unreadCount, unsent);
      this.#rows.set(key, row);
    }
    const link = row.node.firstElementChild;
    if (isSelected) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
    return row.node;
  }

  /** Loads more if the user has scrolled near the end. A filter could otherwise load the whole list. */
  #loadWhereScrolled() {
    if (this.#filter.text === "" && isNearEnd(this.#container)) {
      this.#loadMore();
    }
  }

  async #loadMore() {
    if (this.#isLoading || !this.#conversations.hasMore) {
      return;
    }
    this.#isLoading = true;
    try {
      await this.#conversations.loadMore();
    } catch (error) {
      this.#showBelow([
        element("p.problem", { role: "alert" }, `Older conversations could not be loaded: ${reason(error)}.`),
        this.#retry,
      ]);
    } finally {
      this.#isLoading = false;
    }
  }
}

function unlisted({ uuid = null, handle = "", name, writtenAt, text }) {
  return { uuid, handle, display_name: name || handle || "Conversation", message: text, created_at: writtenAt };
}

/** One conversation that cannot be shown does not hide the others. */
function fillOrNotice(node, conversation, unreadCount, unsent) {
  try {
    fill(node, conversation, unreadCount, unsent);
  } catch (error) {
    console.error(error);
    const link = element("a.conversation", { href: toConversation(conversation.uuid) });
    link.append("This conversation cannot be shown here.");
    node.replaceChildren(link);
  }
}

function fill(node, { uuid, handle, display_name: name, message, created_at: at }, unreadCount, unsent) {
  const time = parseTime(at);
  const content = [
    avatar(name, handle),
    element(
      "span.conversation-text",
      {},
      element(
        "span.conversation-head",
        {},
        userText("strong", name),
        handle && handleText("span.conversation-handle", handle),
        isTime(time) && element("time", { datetime: at, title: fullTime(time) }, briefTime(time)),
      ),
      element(
        "span.conversation-last",
        {},
        unsent && unsentLabel(unsent.state),
        userText("span.preview", unsent?.text ?? message),
        unreadCount > 0 && counter(unreadCount),
      ),
    ),
  ];
  // The link is reused because it may have the focus.
  const link = node.firstElementChild ?? element("a.conversation", { href: uuid ? toConversation(uuid) : toStart(handle) });
  link.replaceChildren(...content);
  link.classList.toggle("is-unread", unreadCount > 0);
  if (!link.isConnected) {
    node.append(link);
  }
}

function counter(count) {
  const noun = count === 1 ? "new message" : "new messages";
  return element(
    "span.unread-count",
    {},
    count > MAX_COUNT ? `${MAX_COUNT}+` : String(count),
    element("span.visually-hidden", {}, ` ${noun}`),
  );
}
