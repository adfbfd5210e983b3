import { reason } from "../api/words.js";
import { go, toConversation, toStart } from "../router.js";
import { element, icon } from "../ui/element.js";
import { person } from "../ui/person.js";
import { UserLookup } from "./user-lookup.js";

/** The search for a user to write to. */
export class NewConversationView {
  #messenger;
  #input = element("input", {
    id: "handle",
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": "found",
    input: () => this.#search(),
  });
  #found = element("div.found", { id: "found", role: "status" });
  #lookup;
  #user = null;
  #isChosen = false;

  constructor(messenger) {
    this.#messenger = messenger;
    this.#lookup = new UserLookup(messenger.api);
    this.root = element(
      "section.pane",
      { "aria-label": "New conversation", keydown: (event) => event.key === "Escape" && go("#/") },
      element(
        "header.pane-head",
        {},
        element("a.icon-button.back", { href: "#/", "aria-label": "Back to the conversations" }, icon("back")),
        element("h1", {}, "New conversation"),
      ),
      element(
        "form.search",
        { submit: (event) => this.#choose(event) },
        element("label", { for: "handle" }, "Who do you want to write to?"),
        element("div.handle-input", {}, element("span", { "aria-hidden": "true" }, "@"), this.#input),
        this.#found,
      ),
    );
    this.#show(element("p.muted", {}, "Type a handle. People find their own under their name."));
  }

  opened() {
    this.#input.focus();
  }

  close() {
    this.#lookup.stop();
  }

  #search() {
    const handle = this.#input.value.trim().replace(/^@/, "");
    this.#user = null;
    this.#isChosen = false;
    if (handle === "") {
      this.#lookup.stop();
      this.#show();
    } else if (this.#messenger.session.is(handle)) {
      this.#lookup.stop();
      this.#show(element("p.problem", {}, "That is you. Type the handle of someone else."));
    } else {
      this.#lookup.find(handle, (result) => this.#showResult(handle, result));
    }
  }

  #showResult(handle, { user, error, isWaiting }) {
    this.#user = user ?? null;
    if (user && this.#isChosen) {
      this.#write(user);
    } else if (user) {
      this.#show(this.#choice(user));
    } else if (error?.status === 429) {
      this.#show(element("p.muted", {}, "You have looked up many handles. Looking this one up in a moment."));
    } else if (error) {
      this.#show(element("p.problem", {}, `This handle cannot be looked up: ${reason(error)}. Trying again.`));
    } else if (isWaiting) {
      this.#show(element("p.muted", {}, `Looking for @${handle} …`));
    } else {
      this.#show(element("p.problem", {}, `No one has the handle @${handle}.`));
    }
  }

  #choice(user) {
    return element(
      "button.choice",
      { type: "submit" },
      ...person(user.display_name, user.handle),
      element("span.choice-action", {}, "Write"),
    );
  }

  #choose(event) {
    event.preventDefault();
    if (this.#user) {
      this.#write(this.#user);
    } else {
      // The result is not there yet: opened once it is.
      this.#isChosen = true;
    }
  }

  #write({ handle }) {
    const existing = this.#messenger.conversations.with(handle);
    go(existing ? toConversation(existing.uuid) : toStart(handle));
  }

  #show(...content) {
    this.#found.replaceChildren(...content);
  }
}
