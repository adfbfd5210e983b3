import { ApiError } from "../api/api-error.js";
import * as storage from "../storage.js";

const TOKENS = "tokens";
const NOTICE = "notice";

/** An access token is renewed this many milliseconds before it expires. */
const MARGIN = 60_000;

/**
 * The signed-in user and their tokens. The tokens are in the session storage of this tab: another tab can have another
 * user, and closing the tab ends the session.
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

  /** Returns the session of this tab, or null. */
  static restored(signIn) {
    const tokens = storage.read(TOKENS);
    return tokens && new Session(signIn, tokens);
  }

  /** Starts a session with the response of a sign-in. */
  static begin(response) {
    storage.write(TOKENS, tokensOf(response));
  }

  /** Returns why the session has ended, once; or null. */
  static takeNotice() {
    return storage.take(NOTICE);
  }

  /** Whether a handle is this user's. */
  is(handle) {
    return handle.toLowerCase() === this.handle.toLowerCase();
  }

  /** Returns a token for the API, renewed before it expires. */
  async accessToken() {
    if (Date.now() > this.#tokens.expiresAt - MARGIN) {
      // If this fails, the API decides about the old token.
      await this.renew().catch(() => false);
    }
    return this.#tokens.accessToken;
  }

  /** Gets new tokens; returns false if that is refused. Throws an ApiError if it fails otherwise. */
  renew() {
    this.#renewing ??= this.#renewed().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** The tokens are no longer valid: returns to the sign-in, which says so. Unsent messages stay. */
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
      if (error instanceof ApiError && !error.isTransient) {
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

function tokensOf(response) {
  return {
    accessToken: response.access_token,
    idToken: response.id_token,
    expiresAt: Date.now() + response.expires_in * 1000,
    // A renewal may return none.
    ...(response.refresh_token && { refreshToken: response.refresh_token }),
  };
}

/** Reads the claims of a token. It comes from its issuer by TLS, so that nothing needs to be verified. */
function claimsOf(token) {
  const base64 = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
