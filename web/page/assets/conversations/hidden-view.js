import { reason } from "../api/words.js";
import { toConversation } from "../router.js";
import { arrange, element, icon, userText } from "../ui/element.js";
import { keepingFocus } from "../ui/focus.js";
import { person } from "../ui/person.js";
import { isNearEnd } from "../ui/scrolling.js";
import { unsentLabel } from "../ui/unsent-label.js";

/** The conversations that the user has hidden, to be opened or brought back. */
export class HiddenView {
  #hidden;
  #putAway;
  #unsent;
  #rows = new Map();
  #isLoading = false;
  #hasFailed = false;
  #title = element("h1", { tabindex: -1 }, "Hidden conversations");
  #items = element("ul.people", { "aria-label": "Hidden conversations, newest first" });
  #note = element("div.muted");
  #problem = element("p.problem", { role: "alert" });
  #retry = element("button.button", { type: "button", click: () => this.#loadMore() }, "Try again");
  #scrolled = element("div.search", {}, this.#items, this.#note);
  #onChange = () => this.#hidden.isLoaded && this.#render();

  constructor({ hidden, putAway, unsent }) {
    this.#hidden = hidden;
    this.#putAway = putAway;
    this.#unsent = unsent;
    hidden.addEventListener("change", this.#onChange);
    unsent.addEventListener("change", this.#onChange);
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

  close() {
    this.#hidden.removeEventListener("change", this.#onChange);
    this.#unsent.removeEventListener("change", this.#onChange);
  }

  /** Loads the newest hidden conversations. Returns whether anything changed. */
  refresh() {
    return this.#refreshed(this.#hidden.refresh());
  }

  /** Like refresh, but never shares a request that has begun before. */
  refreshAnew() {
    return this.#refreshed(this.#hidden.refreshAnew());
  }

  async #refreshed(refresh) {
    try {
      return await refresh;
    } catch (error) {
      if (!this.#hidden.isLoaded) {
        this.#show(`The hidden conversations could not be loaded: ${reason(error)}. Trying again.`);
      }
      throw error;
    }
  }

  #render() {
    const shown = this.#hidden.items;
    keepingFocus(
      this.#scrolled,
      () => {
        arrange(
          this.#items,
          shown.map((conversation) => this.#row(conversation)),
        );
        if (this.#hidden.hasMore) {
          this.#showLoading();
        } else {
          this.#show(shown.length > 0 ? "" : "No conversation is hidden. Hide one by its menu.");
        }
      },
      () => this.#title.focus(),
    );
    requestAnimationFrame(() => this.#loadWhereScrolled());
  }

  #row(conversation) {
    const { uuid } = conversation;
    if (!this.#rows.has(uuid)) {
      this.#rows.set(uuid, this.#created(conversation));
    }
    const row = this.#rows.get(uuid);
    const unsent = this.#unsent.of(conversation);
    row.unsent.replaceChildren(...(unsent ? [unsentLabel(unsent.state), " ", userText("span.preview", unsent.text)] : []));
    return row.node;
  }

  #created({ uuid, display_name: name, handle }) {
    const unsent = element("span.choice-unsent");
    const link = element("a.choice-link", { href: toConversation(uuid) }, ...person(name, handle));
    link.lastElementChild.append(unsent);
    const node = element(
      "li.choice",
      {},
      link,
      element(
        "button.button",
        { type: "button", "aria-label": `Show the conversation with ${name} again`, click: () => this.#bringBack(uuid) },
        "Show again",
      ),
    );
    return { node, unsent };
  }

  #bringBack(uuid) {
    const conversation = this.#hidden.get(uuid);
    const { node } = this.#rows.get(uuid);
    const next = node.nextElementSibling ?? node.previousElementSibling;
    this.#putAway.bringBack(conversation, conversation.hidden_up_to);
    (next?.querySelector("button") ?? this.#title).focus();
  }

  #loadWhereScrolled() {
    if (isNearEnd(this.#scrolled) && !this.#hasFailed) {
      this.#loadMore();
    }
  }

  async #loadMore() {
    if (this.#isLoading || !this.#hidden.hasMore) {
      return;
    }
    this.#isLoading = true;
    try {
      await this.#hidden.loadMore();
      this.#hasFailed = false;
    } catch (error) {
      this.#hasFailed = true;
      this.#problem.textContent = `More conversations could not be loaded: ${reason(error)}. `;
    } finally {
      this.#isLoading = false;
      this.#render();
    }
  }

  #showLoading() {
    if (this.#hasFailed) {
      arrange(this.#note, [this.#problem, this.#retry]);
    } else {
      this.#show("Loading …");
    }
  }

  #show(text) {
    if (this.#note.textContent !== text) {
      this.#note.textContent = text;
    }
  }
}
