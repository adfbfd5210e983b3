import { PagedList } from "../api/paged-list.js";
import { reason } from "../api/words.js";
import { toConversation } from "../router.js";
import { arrange, element, icon } from "../ui/element.js";
import { person } from "../ui/person.js";
import { isNearEnd } from "../ui/scrolling.js";

/** The conversations that the user has hidden, to be opened or brought back. */
export class HiddenView {
  #putAway;
  #list;
  #rows = new Map();
  #broughtBack = new Set();
  #isLoading = false;
  #title = element("h1", { tabindex: -1 }, "Hidden conversations");
  #items = element("ul.people", { "aria-label": "Hidden conversations, newest first" });
  #note = element("div.muted");
  #scrolled = element("div.search", {}, this.#items, this.#note);

  constructor({ api, putAway }) {
    this.#putAway = putAway;
    this.#list = new PagedList(
      (etag) => api.hiddenConversations(etag),
      (address) => api.hiddenConversations(null, address),
    );
    this.#scrolled.addEventListener("scroll", () => this.#loadWhereScrolled(), { passive: true });
    this.root = element(
      "section.pane",
      { "aria-label": "Hidden conversations" },
      element(
        "header.pane-head",
        {},
        element("a.icon-button.back", { href: "#/", "aria-label": "Back to the conversations" }, icon("back")),
        this.#title,
      ),
      this.#scrolled,
    );
    this.#show("Loading …");
  }

  opened() {
    this.#title.focus();
  }

  /** Loads the newest hidden conversations. Returns whether anything changed. */
  refresh() {
    return this.#refresh(this.#list.refresh());
  }

  /** Like refresh, but never shares a request that has begun before. */
  refreshAnew() {
    return this.#refresh(this.#list.refreshAnew());
  }

  async #refresh(loaded) {
    try {
      const changed = await loaded;
      this.#render();
      return changed.length > 0;
    } catch (error) {
      if (!this.#list.isLoaded) {
        this.#show(`The hidden conversations could not be loaded: ${reason(error)}. Trying again.`);
      }
      throw error;
    }
  }

  #render() {
    const shown = this.#list.items.reverse().filter(({ uuid }) => !this.#broughtBack.has(uuid));
    arrange(
      this.#items,
      shown.map((conversation) => this.#row(conversation)),
    );
    if (this.#list.hasMore) {
      this.#show("Loading …");
    } else {
      this.#show(shown.length > 0 ? "" : "No conversation is hidden. Hide one by its menu.");
    }
    requestAnimationFrame(() => this.#loadWhereScrolled());
  }

  #row(conversation) {
    const { uuid, display_name: name, handle } = conversation;
    const row = this.#rows.get(uuid);
    if (row) {
      return row;
    }
    const created = element(
      "li.choice",
      {},
      element("a.choice-link", { href: toConversation(uuid) }, ...person(name, handle)),
      element(
        "button.button",
        { type: "button", "aria-label": `Show the conversation with ${name} again`, click: () => this.#bringBack(uuid) },
        "Show again",
      ),
    );
    this.#rows.set(uuid, created);
    return created;
  }

  #bringBack(uuid) {
    const conversation = this.#list.get(uuid);
    const next = this.#rows.get(uuid).nextElementSibling ?? this.#rows.get(uuid).previousElementSibling;
    this.#broughtBack.add(uuid);
    this.#putAway.bringBack(conversation, conversation.hidden_up_to);
    this.#render();
    (next?.querySelector("button") ?? this.#title).focus();
  }

  async #loadWhereScrolled() {
    if (this.#isLoading || !this.#list.hasMore || !isNearEnd(this.#scrolled)) {
      return;
    }
    this.#isLoading = true;
    try {
      await this.#list.loadMore();
      this.#render();
    } catch (error) {
      this.#note.replaceChildren(
        element("p.problem", { role: "alert" }, `More conversations could not be loaded: ${reason(error)}. `),
        element("button.button", { type: "button", click: () => this.#loadWhereScrolled() }, "Try again"),
      );
    } finally {
      this.#isLoading = false;
    }
  }

  #show(text) {
    this.#note.textContent = text;
  }
}
