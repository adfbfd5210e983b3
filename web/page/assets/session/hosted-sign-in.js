import * as storage from "../storage.js";
import { challengeOf, randomText } from "./pkce.js";
import { tokenRequest } from "./token-request.js";

/** The API's routes ask for the last; the first two are for the name and handle of who signs in. */
const SCOPES = "openid profile aws.cognito.signin.user.admin";

const ATTEMPT = "sign-in";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Cognito's hosted sign-in: authorization code with PKCE. See "OAuth 2.0 endpoints" in its developer guide. */
export class HostedSignIn {
  #origin;
  #client;

  constructor(origin, client) {
    this.#origin = origin;
    this.#client = client;
  }

  /** Leaves for the sign-in, which comes back to this page. */
  async begin() {
    const attempt = { state: randomText(), verifier: randomText(), hash: location.hash };
    storage.write(ATTEMPT, attempt);
    this.#goTo("/oauth2/authorize", {
      response_type: "code",
      client_id: this.#client,
      redirect_uri: here(),
      scope: SCOPES,
      state: attempt.state,
      code_challenge: await challengeOf(attempt.verifier),
      code_challenge_method: "S256",
    });
  }

  /**
   * Where the page has been come back to from the sign-in: the tokens. Null otherwise. Throws when the sign-in was
   * refused, or was not asked for by this tab.
   */
  async finish() {
    const query = new URLSearchParams(location.search);
    if (!query.has("state")) {
      return null;
    }
    const attempt = storage.take(ATTEMPT);
    history.replaceState(null, "", location.pathname + (attempt?.hash ?? ""));
    if (attempt === null || query.get("state") !== attempt.state) {
      throw new Error("This sign-in was not begun here. Please try again.");
    }
    if (!query.has("code")) {
      throw new Error("You were not signed in. Please try again.");
    }
    return this.#tokens({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: here(),
      code_verifier: attempt.verifier,
    });
  }

  renew({ refreshToken }) {
    return this.#tokens({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  async leave({ refreshToken }) {
    // Should it fail, the token was this tab's alone, and is forgotten.
    await this.#post("/oauth2/revoke", { token: refreshToken }).catch(() => null);
    this.#goTo("/logout", { client_id: this.#client, logout_uri: here() });
  }

  #tokens(parameters) {
    return this.#post("/oauth2/token", parameters);
  }

  #post(path, parameters) {
    const body = new URLSearchParams({ client_id: this.#client, ...parameters });
    return tokenRequest(new URL(path, this.#origin), FORM, body.toString());
  }

  #goTo(path, parameters) {
    const address = new URL(path, this.#origin);
    address.search = new URLSearchParams(parameters);
    location.assign(address);
  }
}

/** This page's address, as the client's callback addresses have it. */
function here() {
  return location.origin + location.pathname;
}
