import { tokenRequest } from "./token-request.js";

const JSON_BODY = { "content-type": "application/json" };

/** The sign-in of the local system, which asks for no password. */
export class LocalSignIn {
  #origin;

  constructor(origin) {
    this.#origin = origin;
  }

  /** Returns tokens of the user with a handle. */
  enter(handle) {
    return this.#post("/local/token", { handle });
  }

  /** Creates a user and signs in. */
  async signUp(user) {
    await this.#post("/local/sign-up", user);
    return this.enter(user.handle);
  }

  renew(_tokens, handle) {
    return this.enter(handle);
  }

  /** There is no refresh token. */
  revoke() {
    return Promise.resolve();
  }

  leave() {
    location.assign(location.pathname);
    return Promise.resolve();
  }

  #post(path, body) {
    return tokenRequest(new URL(path, this.#origin), JSON_BODY, JSON.stringify(body));
  }
}
