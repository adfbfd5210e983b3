import { reason } from "../api/words.js";
import { element } from "../ui/element.js";
import { person } from "../ui/person.js";

/** Refusals of a sign-up, in words. */
const REFUSALS = {
  handle_blank: "Choose a handle.",
  display_name_blank: "Enter a name.",
  email_blank: "Enter an email address.",
  email_invalid: "This is not an email address.",
  email_taken: "Someone else has this email address.",
};

/**
 * The card around a sign-in.
 *
 * @param {{notice: ?string, joined: ?string, onJoin: function}} options `joined` is the handle of the user who can be
 *   shown without a sign-in, if there is one
 */
function card({ notice, joined, onJoin }, ...content) {
  return element(
    "div.card",
    {},
    element("img.logo", { src: "assets/icon.svg", alt: "", width: 56, height: 56 }),
    element("h1", {}, "Messages"),
    notice && element("p.notice", { role: "alert" }, notice),
    joined && element("button.button", { type: "button", click: onJoin }, `Continue as @${joined}`),
    ...content,
  );
}

/** The choice to stay signed in. */
function keepSignedIn() {
  const box = element("input", { type: "checkbox", id: "keep", "aria-describedby": "keep-hint" });
  const label = element(
    "div.keep",
    {},
    element("label", {}, box, "Keep me signed in"),
    element("p.muted", { id: "keep-hint" }, "Not on a shared computer."),
  );
  return { box, label };
}

/** Offers the sign-in on Cognito's pages. */
export function showHostedSignIn(container, signIn, options) {
  const { box, label } = keepSignedIn();
  const button = element("button.button.primary", { type: "button", click: () => signIn.begin(box.checked) }, "Sign in");
  container.replaceChildren(
    card(
      options,
      element("p.muted", {}, "Sign in to read and write your messages. No account yet? You can create one there."),
      button,
      label,
    ),
  );
  button.focus();
}

/** Offers the users of the local system, and a sign-up. */
export function showLocalSignIn(container, signIn, { users, onTokens, ...options }) {
  const { box, label } = keepSignedIn();
  const problem = element("p.problem", { role: "alert" });
  const attempt = async (tokens) => {
    problem.replaceChildren();
    try {
      onTokens(await tokens, box.checked);
    } catch (error) {
      problem.replaceChildren(refusal(error));
    }
  };
  const choices = users.map((user) =>
    element(
      "li",
      {},
      element(
        "button.choice",
        { type: "button", click: () => attempt(signIn.enter(user.handle)) },
        ...person(user.display_name, user.handle),
      ),
    ),
  );
  container.replaceChildren(
    card(
      options,
      element("p.muted", {}, "Who are you? Open a second tab to be someone else there."),
      element("ul.choices", { "aria-label": "Users" }, ...choices),
      label,
      element("details", {}, element("summary", {}, "Sign up as a new user"), signUpForm(signIn, attempt)),
      problem,
    ),
  );
  container.querySelector("button")?.focus();
}

function signUpForm(signIn, attempt) {
  const submit = (event) => {
    event.preventDefault();
    attempt(signIn.signUp(Object.fromEntries(new FormData(event.target))));
  };
  return element(
    "form.sign-up",
    { submit },
    field("Name", { name: "display_name", autocomplete: "name", required: true, dir: "auto" }),
    field("Handle", {
      name: "handle",
      autocomplete: "username",
      autocapitalize: "none",
      spellcheck: "false",
      required: true,
      pattern: "[a-z0-9_]{1,30}",
      title: "1 to 30 of a to z, 0 to 9 and _",
    }),
    field("Email", { name: "email", type: "email", autocomplete: "email", required: true }),
    element("button.button.primary", { type: "submit" }, "Sign up"),
  );
}

function field(label, properties) {
  return element("label.field", {}, element("span", {}, label), element("input", properties));
}

function refusal(error) {
  const [code] = error.codes ?? [];
  if (code === undefined) {
    return `That did not work: ${reason(error)}.`;
  }
  // A trigger of the user pool refuses in its own words.
  return REFUSALS[code] ?? code.replace(/^.* failed with error /, "");
}
