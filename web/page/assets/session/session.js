import { ApiError } from "../api/api-error.js";
import * as storage from "../storage.js";

const TOKENS = "tokens";
const NOTICE = "notice";

/** Milliseconds before its end at which an access token is renewed. */
const MARGIN = 60_000;

/**
 * Who uses the page, and the tokens that prove it. They stand in this tab's storage alone: another tab can be another
 * user, and closing the tab forgets them.
 */
export class Session {
  #signIn;
  #tokens;
  #renewing = null;
  #isOver = false;

  constructor(signIn, tokens) {
    this.#signIn = signIn;
    this.#tokens = tokens;
    const claims = claimsOf(tokens.idToken);
    this.handle = claims.preferred_username ?? "";
    this.displayName = claims.name ?? this.handle;
  }

  /** The session that this tab has, or null. */
  static restored(signIn) {
    const tokens = storage.read(TOKENS);
    return tokens && new Session(signIn, tokens);
  }

  /** Begins one with what a sign-in has answered. */
  static begin(answer) {
    storage.write(TOKENS, tokensOf(answer));
  }

  /** Why there is none any more, to be said once; or null. */
  static takeNotice() {
    return storage.take(NOTICE);
  }

  /** Whether a handle is this user's. */
  is(handle) {
    return handle.toLowerCase() === this.handle.toLowerCase();
  }

  /** A token for the API, renewed before it ends. */
  async accessToken() {
    if (Date.now() > this.#tokens.expiresAt - MARGIN) {
      // What comes of a failure, the API's answer to the old token decides.
      await this.renew().catch(() => false);
    }
    return this.#tokens.accessToken;
  }

  /** Gets new tokens; false when that is refused. An ApiError when it fails otherwise. */
  renew() {
    this.#renewing ??= this.#renewed().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** The tokens are good for nothing any more: goes back to the sign-in, and says so. What was written stays. */
  expire() {
    if (!this.#isOver) {
      this.#isOver = true;
      storage.write(NOTICE, "Your session has ended. Sign in again: what you wrote is kept in this tab.");
      storage.remove(TOKENS);
      location.reload();
    }
  }

  /** Signs out. */
  async leave() {
    this.#isOver = true;
    storage.remove(TOKENS);
    await this.#signIn.leave(this.#tokens);
  }

  async #renewed() {
    try {
      this.#tokens = { ...this.#tokens, ...tokensOf(await this.#signIn.renew(this.#tokens, this.handle)) };
    } catch (error) {
      if (error instanceof ApiError && !error.isPassing) {
        return false;
      }
      throw error;
    }
    if (!this.#isOver) {
      storage.write(TOKENS, this.#tokens);
    }
    return true;
  }
}

function tokensOf(answer) {
  return {
    accessToken: answer.access_token,
    idToken: answer.id_token,
    expiresAt: Date.now() + answer.expires_in * 1000,
    // A renewal need not bring a new one.
    ...(answer.refresh_token && { refreshToken: answer.refresh_token }),
  };
}

/** Of a token that comes straight from its issuer, by TLS; so nothing needs to be verified. */
function claimsOf(token) {
  const base64 = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
