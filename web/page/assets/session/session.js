import { ApiError } from "../api/api-error.js";
import * as storage from "../storage.js";

const TOKENS = "tokens";
const NOTICE = "notice";
const BEGUN = "begun";
const LEFT = "left";

/** An access token is renewed this many milliseconds before it expires. */
const MARGIN = 60_000;

/**
 * Milliseconds after which a tab learns too late that the user has signed out in another one, because it was frozen. The
 * user may have signed in again meanwhile, and written something.
 */
const LATE = 10_000;

/**
 * The signed-in user and their tokens. The tokens belong to this tab, so that another tab can have another user, or to
 * all tabs of the browser if the user is to be kept signed in.
 */
export class Session {
  #signIn;
  #tokens;
  #values;
  #channel;
  #cleanups = [];
  #renewing = null;
  #isOver = false;

  constructor(signIn, tokens, values) {
    this.#signIn = signIn;
    this.#tokens = tokens;
    this.#values = values;
    const claims = claimsOf(tokens);
    this.user = claims.sub;
    this.handle = claims.preferred_username ?? "";
    this.displayName = claims.name ?? this.handle;
    this.#channel = new BroadcastChannel(`messages.session.${this.user}`);
    this.#channel.onmessage = ({ data }) => this.#leftInAnotherTab(data);
    storage.onChange(TOKENS, () => {
      const stored = values.read(TOKENS);
      if (stored !== null && !this.#isMine(stored)) {
        this.#restart();
      }
    });
    // The session may have ended while the browser kept the page to come back to.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#restart());
  }

  /** Returns the session of this tab or of all tabs, or null. */
  static restored(signIn) {
    for (const values of storage.tab.read(LEFT) ? [storage.tab] : [storage.tab, storage.browser]) {
      const tokens = values.read(TOKENS);
      if (claimsOf(tokens) !== null) {
        return new Session(signIn, tokens, values);
      }
    }
    return null;
  }

  /**
   * Returns the handle of the user of all tabs, in a tab whose own user has signed out: it does not show another user's
   * messages by itself.
   */
  static handleOfOthers() {
    return claimsOf(storage.browser.read(TOKENS))?.preferred_username ?? null;
  }

  /** Shows the user of all tabs in this tab from now on. */
  static join() {
    storage.tab.remove(LEFT);
    location.reload();
  }

  /** Starts a session with the response of a sign-in, in this tab or in all tabs. */
  static begin(response, isKept) {
    (isKept ? storage.browser : storage.tab).write(TOKENS, tokensOf(response));
    storage.tab.remove(LEFT);
    storage.tab.write(BEGUN, true);
  }

  /** Returns whether the user has signed in in this tab just now, once. */
  static takeBegun() {
    return storage.tab.take(BEGUN) === true;
  }

  /** Calls back when another tab has started a session for all tabs. */
  static onBegun(callback) {
    storage.onChange(TOKENS, () => storage.browser.read(TOKENS) !== null && callback());
  }

  /** Returns why the session has ended, once; or null. */
  static takeNotice() {
    return storage.tab.take(NOTICE);
  }

  /** Whether the session has ended, and the page is about to be left. */
  get isOver() {
    return this.#isOver;
  }

  /** Whether a handle is this user's. */
  is(handle) {
    return handle.toLowerCase() === this.handle.toLowerCase();
  }

  /** Adds what has to be done when the user signs out, in this tab or another. */
  onLeave(cleanup) {
    this.#cleanups.push(cleanup);
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
    // One tab renews for all.
    this.#renewing ??= navigator.locks
      .request(`messages.tokens.${this.user}`, () => this.#renewed())
      .finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** The tokens are no longer valid: returns to the sign-in, which says so. Unsent messages stay. */
  expire() {
    if (!this.#isOver) {
      storage.tab.write(NOTICE, "Your session has ended. Sign in again: what you wrote is kept in this browser.");
      // The user may have signed in again in another tab.
      if (this.#isStored()) {
        this.#removeTokens();
      }
      this.#restart();
    }
  }

  /** Signs out, in all tabs of this user. */
  async leave() {
    if (!this.#isOver) {
      this.#channel.postMessage({ leftAt: Date.now() });
      await this.#end();
      await this.#signIn.leave(this.#tokens);
    }
  }

  async #leftInAnotherTab({ leftAt }) {
    if (this.#isOver) {
      return;
    }
    const isInTime = Date.now() - leftAt < LATE;
    if (isInTime || this.#isStored()) {
      storage.tab.write(NOTICE, "You have signed out in another tab.");
      await (isInTime ? this.#end() : this.#removeTokens());
      await this.#signIn.revoke(this.#tokens);
    }
    this.#restart();
  }

  #restart() {
    this.#isOver = true;
    location.reload();
  }

  async #end() {
    this.#isOver = true;
    this.#removeTokens();
    await Promise.allSettled(this.#cleanups.map(async (cleanup) => cleanup()));
  }

  #removeTokens() {
    this.#values.remove(TOKENS);
    if (this.#values === storage.tab) {
      storage.tab.write(LEFT, true);
    }
  }

  async #renewed() {
    const stored = this.#values.read(TOKENS);
    if (!this.#isMine(stored)) {
      return false;
    }
    if (stored.accessToken !== this.#tokens.accessToken) {
      this.#tokens = stored;
      return true;
    }
    try {
      const renewed = { ...stored, ...tokensOf(await this.#signIn.renew(stored, this.handle)) };
      if (this.#isStored() && this.#isMine(renewed)) {
        this.#values.write(TOKENS, renewed);
        this.#tokens = renewed;
        return true;
      }
      return false;
    } catch (error) {
      if (error instanceof ApiError && !error.isTransient) {
        return false;
      }
      throw error;
    }
  }

  #isStored() {
    return this.#values.read(TOKENS)?.accessToken === this.#tokens.accessToken;
  }

  #isMine(tokens) {
    return claimsOf(tokens)?.sub === this.user;
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

/**
 * Reads the claims of the ID token, or null if there is none. It comes from its issuer by TLS, so that nothing needs to be
 * verified.
 */
function claimsOf(tokens) {
  try {
    const base64 = tokens.idToken.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
