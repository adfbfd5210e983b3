import * as storage from "../storage.js";
import { challengeOf, randomText } from "./pkce.js";
import { tokenRequest } from "./token-request.js";

/** The routes of the API require the last scope; the first two are for the user's name and handle. */
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

  /** Opens the hosted sign-in, which redirects back to this page. */
  async begin(isKept) {
    const attempt = { state: randomText(), verifier: randomText(), hash: location.hash, isKept };
    storage.tab.write(ATTEMPT, attempt);
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
   * Returns `{tokens, isKept}` after the redirect from the sign-in, otherwise null. Throws if the sign-in was refused or
   * was not started by this tab.
   */
  async finish() {
    const query = new URLSearchParams(location.search);
    if (!query.has("state")) {
      return null;
    }
    const attempt = storage.tab.take(ATTEMPT);
    history.replaceState(null, "", location.pathname + (attempt?.hash ?? ""));
    if (attempt === null || query.get("state") !== attempt.state) {
      throw new Error("This sign-in was not started here. Please try again.");
    }
    if (!query.has("code")) {
      throw new Error("You were not signed in. Please try again.");
    }
    const tokens = await this.#tokens({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: here(),
      code_verifier: attempt.verifier,
    });
    return { tokens, isKept: attempt.isKept };
  }

  renew({ refreshToken }) {
    return this.#tokens({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  /** Ends a refresh token. If this fails, it is gone all the same: only this browser had it. */
  async revoke({ refreshToken }) {
    await this.#post("/oauth2/revoke", { token: refreshToken }).catch(() => null);
  }

  async leave(tokens) {
    await this.revoke(tokens);
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

/** The address of this page, as in the callback URLs of the user pool client. */
function here() {
  return location.origin + location.pathname;
}
