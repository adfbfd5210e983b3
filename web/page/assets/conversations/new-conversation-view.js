import { reason } from "../api/words.js";
import { go, toConversation, toStart } from "../router.js";
import { announce } from "../ui/announcer.js";
import { moveFocus } from "../ui/arrow-keys.js";
import { handleButton } from "../ui/copy-button.js";
import { element, icon } from "../ui/element.js";
import { keepingFocus } from "../ui/focus.js";
import { person } from "../ui/person.js";
import { matcher } from "../ui/search.js";
import { UserDirectory } from "./user-directory.js";
import { UserLookup } from "./user-lookup.js";

/** Milliseconds without a key after which a handle is looked up. */
const PAUSE = 600;

/** A shorter handle is looked up on Enter only. */
const SHORTEST = 2;

/** More people than these are found by typing more. */
const MOST = 8;

/** The search for a user to write to: first among those whom the user has conversations with, then by handle. */
export class NewConversationView {
  #messenger;
  #input = element("input", {
    id: "handle",
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": "find-hint",
    input: () => this.#search(),
  });
  #people = element("ul.people", { "aria-label": "People" });
  #note = element("div.muted");
  #searchOlder = element(
    "button.button",
    { type: "button", click: () => this.#loadMore() },
    "Search older and hidden conversations",
  );
  #below = element("div.found-below");
  #lookup;
  /** The conversations that match, and the user who was looked up. */
  #matches = [];
  #user = null;
  #isChosen = false;
  #said = "";
  #isLoading = false;
  #onConversations = () => this.#searchAgain();

  constructor(messenger) {
    this.#messenger = messenger;
    messenger.conversations.addEventListener("change", this.#onConversations);
    messenger.hidden.addEventListener("change", this.#onConversations);
    this.#lookup = new UserLookup(messenger.directory);
    this.root = element(
      "section.pane",
      { "aria-label": "New conversation" },
      element(
        "header.pane-head",
        {},
        element("a.icon-button.back", { href: "#/", "aria-label": "Back to the conversations" }, icon("back")),
        element("h1", {}, "New conversation"),
      ),
      element(
        "form.search",
        { submit: (event) => this.#choose(event), keydown: (event) => this.#moveFocus(event) },
        element("label", { for: "handle" }, "Who do you want to write to?"),
        this.#input,
        element("p.muted", { id: "find-hint" }, "A name or handle of someone you talk with, or the handle of anyone."),
        element("div.found", { id: "found" }, this.#people, this.#note, this.#below),
        element("p.own-handle.muted", {}, "Your own handle, for others: ", handleButton(messenger.session.handle)),
      ),
    );
  }

  opened() {
    this.#input.focus();
  }

  close() {
    this.#messenger.conversations.removeEventListener("change", this.#onConversations);
    this.#messenger.hidden.removeEventListener("change", this.#onConversations);
    this.#lookup.stop();
  }

  get #text() {
    return this.#input.value.trim();
  }

  get #handle() {
    return this.#text.replace(/^@/, "");
  }

  #search() {
    this.#user = null;
    this.#isChosen = false;
    this.#lookup.stop();
    this.#matches = this.#matching();
    this.#showPeople();
    this.#show();
    this.#showBelow();
    if (this.#messenger.session.is(this.#handle)) {
      this.#show("That is you. Type the name or handle of someone else.");
    } else if (this.#canBeUnknown() && this.#handle.length >= SHORTEST) {
      this.#lookup.find(this.#handle, PAUSE, (result) => this.#showResult(result));
    } else if (this.#canBeUnknown() && this.#matches.length === 0) {
      this.#show(`Press Enter to look up @${this.#handle}.`);
    } else if (this.#text !== "" && this.#matches.length === 0 && this.#messenger.conversations.isLoaded) {
      const where = this.#hasMore ? "Nobody in your newest conversations" : "Nobody you talk with";
      this.#show(`${where} has this name. A handle has only letters from a to z, digits, and _ . -`);
    }
  }

  #matching() {
    const { conversations, hidden } = this.#messenger;
    const all = [...conversations.items, ...hidden.items];
    return this.#text === "" ? [] : all.filter(matcher(this.#text)).slice(0, MOST);
  }

  /** Whether there are conversations that are not searched yet. */
  get #hasMore() {
    const { conversations, hidden } = this.#messenger;
    return conversations.hasMore || !hidden.isLoaded || hidden.hasMore;
  }

  #showBelow(problem = "") {
    const isOffered = this.#text !== "" && this.#matches.length < MOST && !this.#exactMatch() && this.#hasMore;
    keepingFocus(
      this.#below,
      () => {
        this.#below.replaceChildren(...(problem ? [element("p.problem", { role: "alert" }, problem)] : []));
        this.#below.append(...(isOffered ? [this.#searchOlder] : []));
      },
      () => (isOffered ? this.#searchOlder : this.#input).focus(),
    );
  }

  /** Loads a page of older conversations and one of hidden ones. */
  async #loadMore() {
    if (this.#isLoading) {
      return;
    }
    this.#isLoading = true;
    const { conversations, hidden } = this.#messenger;
    let problem = "";
    try {
      await Promise.all([conversations.loadMore(), hidden.isLoaded ? hidden.loadMore() : hidden.refresh()]);
      this.#searchAgain();
    } catch (error) {
      problem = `Older conversations could not be loaded: ${reason(error)}.`;
    } finally {
      this.#isLoading = false;
      this.#showBelow(problem);
    }
  }

  /** Searches again if other people match, because the list has been loaded meanwhile. */
  #searchAgain() {
    const known = new Set(this.#matches.map(({ uuid }) => uuid));
    if (this.#matching().some(({ uuid }) => !known.has(uuid)) || !this.#canBeUnknown()) {
      this.#search();
    } else {
      this.#showBelow();
    }
  }

  /** Whether the text may be the handle of someone whom the user has no conversation with. */
  #canBeUnknown() {
    return UserDirectory.isHandle(this.#handle) && !this.#exactMatch();
  }

  #exactMatch() {
    return this.#matches.find(({ handle }) => handle.toLowerCase() === this.#handle.toLowerCase());
  }

  #showResult({ user, error, isWaiting }) {
    this.#user = user ?? null;
    if (isWaiting) {
      this.#show(`Looking for @${this.#handle} …`);
      return;
    }
    this.#showPeople();
    if (error?.status === 429) {
      this.#show("You have looked up many handles. Looking this one up in a moment.");
    } else if (error) {
      this.#show(`This handle cannot be looked up: ${reason(error)}. Trying again.`);
    } else if (user) {
      this.#show();
      this.#say(`Found: ${user.display_name}`);
    } else {
      const text = `No one has the handle @${this.#handle}.`;
      this.#show(text);
      this.#say(text);
    }
    // Without a network, only the people of the list can be meant.
    if (this.#isChosen && (!error || this.#matches.length > 0)) {
      this.#open();
    }
  }

  #showPeople() {
    const isMatch = this.#matches.some(({ handle }) => handle === this.#user?.handle);
    const found = this.#user && !isMatch ? [choice(this.#user, toStart(this.#user.handle))] : [];
    const matches = this.#matches.map((match) => choice(match, toConversation(match.uuid)));
    const focused = this.#links().find((link) => link === document.activeElement);
    this.#people.replaceChildren(...found, ...matches);
    if (focused) {
      // The link of a person leads elsewhere once the conversation with them is loaded.
      const same = this.#links().find(({ textContent }) => textContent === focused.textContent);
      (same ?? this.#input).focus();
    }
  }

  #choose(event) {
    event.preventDefault();
    const isPossible = this.#text !== "" && !this.#messenger.session.is(this.#handle);
    if (isPossible && this.#canBeUnknown() && this.#user === null) {
      this.#isChosen = true;
      this.#lookup.find(this.#handle, 0, (result) => this.#showResult(result));
    } else if (isPossible) {
      this.#open();
    }
  }

  /** Opens what is meant, if only one person can be. */
  #open() {
    this.#isChosen = false;
    const links = this.#links();
    const exact = this.#exactMatch();
    if (exact) {
      go(toConversation(exact.uuid));
    } else if (links.length === 1) {
      go(links[0].getAttribute("href"));
    } else {
      links[0]?.focus();
    }
  }

  #links() {
    return [...this.#people.querySelectorAll("a")];
  }

  #moveFocus(event) {
    moveFocus(event, [this.#input, ...this.#links()]);
  }

  #show(text = "") {
    this.#note.textContent = text;
  }

  /** Says something once to screen readers. */
  #say(text) {
    if (text !== this.#said) {
      this.#said = text;
      announce(text);
    }
  }
}

function choice({ display_name: name, handle }, href) {
  return element(
    "li",
    {},
    element("a.choice", { href }, ...person(name, handle), element("span.choice-action", { "aria-hidden": "true" }, "Write")),
  );
}
