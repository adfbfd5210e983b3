import { reason } from "../api/words.js";
import { toConversation, toStart } from "../router.js";
import { avatar } from "../ui/avatar.js";
import { arrange, element, userText } from "../ui/element.js";
import { briefTime, fullTime, isTime, parseTime } from "../ui/time.js";

/** Distance from the end, in pixels, at which more is loaded. */
const LOAD_DISTANCE = 300;

/** The labels of unsent texts. */
const LABELS = { failed: "Not sent:", waiting: "Waiting:", sending: "Sending:", draft: "Draft:" };

/** The list of conversations. */
export class ConversationListView {
  #container;
  #conversations;
  #unsent;
  #list = element("ul", { "aria-label": "Conversations, newest first" });
  #below = element("div.list-below");
  #rows = new Map();
  #selected = null;
  #selectedHandle = null;
  #isLoading = false;

  constructor(container, { conversations, unsent }) {
    this.#container = container;
    this.#conversations = conversations;
    this.#unsent = unsent;
    unsent.addEventListener("change", () => this.#render());
    container.replaceChildren(this.#list, this.#below);
    container.addEventListener("scroll", () => this.#loadMore(), { passive: true });
    conversations.addEventListener("change", () => this.#render());
    this.#below.append(...Array.from({ length: 4 }, () => element("div.skeleton", { "aria-hidden": "true" })));
  }

  /** Loads the newest conversations. Returns whether anything changed. */
  refresh() {
    return this.#conversations.refresh();
  }

  /** Marks the open conversation, which is the one of a handle before it has started; null for none. */
  select(uuid, handle = null) {
    this.#selected = uuid;
    this.#selectedHandle = handle?.toLowerCase();
    this.#conversations.open(uuid);
  }

  #render() {
    const { items } = this.#conversations;
    arrange(
      this.#list,
      [...this.#starting(), ...items].map((conversation) => this.#row(conversation)),
    );
    if (!this.#conversations.isLoaded) {
      return;
    }
    this.#below.replaceChildren();
    if (items.length === 0) {
      this.#below.append(
        element("p.list-empty", {}, "No conversations yet. Start one with anyone whose handle you know."),
        element("a.button", { href: "#/new" }, "New conversation"),
      );
    }
    requestAnimationFrame(() => this.#loadMore());
  }

  /** Returns conversations that the API does not list yet, in the form of those that it lists. */
  #starting() {
    return this.#unsent
      .starting()
      .filter(({ handle }) => !this.#conversations.with(handle))
      .map(({ uuid = null, handle, name, writtenAt, text }) => {
        return { uuid, handle, display_name: name ?? handle, message: text, created_at: writtenAt };
      })
      .filter((conversation) => conversation.uuid || this.#unsentOf(conversation));
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
    const { uuid, handle, created_at: at } = conversation;
    const key = uuid ?? `@${handle}`;
    const isSelected = this.#isSelected(conversation);
    const isUnseen = this.#conversations.isUnseen(uuid);
    const unsent = this.#unsentOf(conversation);
    const signature = JSON.stringify([at, isUnseen, unsent]);
    let row = this.#rows.get(key);
    if (row?.signature !== signature) {
      row = { signature, node: row?.node ?? element("li") };
      fillOrNotice(row.node, conversation, isUnseen, unsent);
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

  async #loadMore() {
    const { scrollTop, scrollHeight, clientHeight } = this.#container;
    // On a phone the list has no height while a conversation is open.
    if (clientHeight === 0 || this.#isLoading || !this.#conversations.hasMore || scrollHeight - scrollTop - clientHeight > LOAD_DISTANCE) {
      return;
    }
    this.#isLoading = true;
    try {
      await this.#conversations.loadMore();
    } catch (error) {
      this.#below.replaceChildren(
        element("p.problem", { role: "alert" }, `Older conversations could not be loaded: ${reason(error)}.`),
        element("button.button", { type: "button", click: () => this.#loadMore() }, "Try again"),
      );
    } finally {
      this.#isLoading = false;
    }
  }
}

/** One conversation that cannot be shown does not hide the others. */
function fillOrNotice(node, conversation, isUnseen, unsent) {
  try {
    fill(node, conversation, isUnseen, unsent);
  } catch (error) {
    console.error(error);
    const link = element("a.conversation", { href: toConversation(conversation.uuid) });
    link.append("This conversation cannot be shown here.");
    node.replaceChildren(link);
  }
}

function fill(node, { uuid, handle, display_name: name, message, created_at: at }, isUnseen, unsent) {
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
        element("span.conversation-handle", {}, `@${handle}`),
        isTime(time) && element("time", { datetime: at, title: fullTime(time) }, briefTime(time)),
      ),
      element(
        "span.conversation-last",
        {},
        unsent && element("span.unsent", { "data-state": unsent.state }, LABELS[unsent.state]),
        userText("span.preview", unsent?.text ?? message),
        isUnseen && element("span.dot", {}, element("span.visually-hidden", {}, "New")),
      ),
    ),
  ];
  // The link is reused because it may have the focus.
  const link = node.firstElementChild ?? element("a.conversation", { href: uuid ? toConversation(uuid) : toStart(handle) });
  link.replaceChildren(...content);
  link.classList.toggle("is-unseen", isUnseen);
  if (!link.isConnected) {
    node.append(link);
  }
}
