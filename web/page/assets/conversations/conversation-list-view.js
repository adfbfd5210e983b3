import { reason } from "../api/words.js";
import { toConversation } from "../router.js";
import { avatar } from "../ui/avatar.js";
import { arrange, element, userText } from "../ui/element.js";
import { briefTime, fullTime, isTime, parseTime } from "../ui/time.js";

/** Distance from the end, in pixels, at which more is loaded. */
const LOAD_DISTANCE = 300;

/** The list of conversations. */
export class ConversationListView {
  #container;
  #conversations;
  #list = element("ul", { "aria-label": "Conversations, newest first" });
  #below = element("div.list-below");
  #rows = new Map();
  #selected = null;
  #isLoading = false;

  constructor(container, { conversations }) {
    this.#container = container;
    this.#conversations = conversations;
    container.replaceChildren(this.#list, this.#below);
    container.addEventListener("scroll", () => this.#loadMore(), { passive: true });
    conversations.addEventListener("change", () => this.#render());
    this.#below.append(...Array.from({ length: 4 }, () => element("div.skeleton", { "aria-hidden": "true" })));
  }

  /** Loads the newest conversations. Returns whether anything changed. */
  refresh() {
    return this.#conversations.refresh();
  }

  /** Marks the open conversation; null for none. */
  select(uuid) {
    this.#selected = uuid;
    this.#conversations.open(uuid);
  }

  #render() {
    if (!this.#conversations.isLoaded) {
      return;
    }
    const { items } = this.#conversations;
    arrange(
      this.#list,
      items.map((conversation) => this.#row(conversation)),
    );
    this.#below.replaceChildren();
    if (items.length === 0) {
      this.#below.append(
        element("p.list-empty", {}, "No conversations yet. Start one with anyone whose handle you know."),
        element("a.button", { href: "#/new" }, "New conversation"),
      );
    }
    requestAnimationFrame(() => this.#loadMore());
  }

  #row(conversation) {
    const { uuid, created_at: at } = conversation;
    const isSelected = uuid === this.#selected;
    const isUnseen = this.#conversations.isUnseen(uuid);
    let row = this.#rows.get(uuid);
    if (row?.at !== at || row.isUnseen !== isUnseen) {
      row = { at, isUnseen, node: row?.node ?? element("li") };
      fillOrNotice(row.node, conversation, isUnseen);
      this.#rows.set(uuid, row);
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
function fillOrNotice(node, conversation, isUnseen) {
  try {
    fill(node, conversation, isUnseen);
  } catch (error) {
    console.error(error);
    const link = element("a.conversation", { href: toConversation(conversation.uuid) });
    link.append("This conversation cannot be shown here.");
    node.replaceChildren(link);
  }
}

function fill(node, { uuid, handle, display_name: name, message, created_at: at }, isUnseen) {
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
        userText("span.preview", message),
        isUnseen && element("span.dot", {}, element("span.visually-hidden", {}, "New")),
      ),
    ),
  ];
  // The link is reused because it may have the focus.
  const link = node.firstElementChild ?? element("a.conversation", { href: toConversation(uuid) });
  link.replaceChildren(...content);
  link.classList.toggle("is-unseen", isUnseen);
  if (!link.isConnected) {
    node.append(link);
  }
}
