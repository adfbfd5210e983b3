import { ApiError } from "./api-error.js";

/** After so many milliseconds without an answer a request counts as lost. */
const PATIENCE = 15_000;

/** The messages' HTTP API, as the user of a session. Whatever fails throws an ApiError. */
export class Api {
  #origin;
  #session;

  constructor(origin, session) {
    this.#origin = origin;
    this.#session = session;
  }

  /** The newest page of my conversations, or null when it is still the one with that ETag. */
  conversations(etag) {
    return this.page("/api/message_groups", etag);
  }

  /** The newest page of a conversation's messages, likewise. */
  messages(uuid, etag) {
    return this.page(`/api/messages/${encodeURIComponent(uuid)}`, etag);
  }

  /**
   * A page by its address, as the one before names it.
   *
   * @returns {Promise<{items: object[], next: ?string, etag: ?string}>}
   */
  async page(path, etag) {
    const response = await this.#send(path, { headers: etag ? { "if-none-match": etag } : {} });
    if (response.status === 304) {
      return null;
    }
    return { items: await json(response), next: nextOf(response), etag: response.headers.get("etag") };
  }

  /** Sends a text into a conversation; the key makes repeating it harmless. Returns the message. */
  async send(uuid, text, key) {
    return json(await this.#post("/api/messages", { message_group_uuid: uuid, message: text }, key));
  }

  /** Sends a text to whoever has a handle, likewise. Returns `{message_group_uuid}`. */
  async start(handle, text, key) {
    return json(await this.#post("/api/message_groups", { handle, message: text }, key));
  }

  /** The user with a handle: `{uuid, handle, display_name}`, or null for nobody. */
  async user(handle) {
    try {
      return await json(await this.#send(`/api/users/${encodeURIComponent(`@${handle}`)}/short`));
    } catch (error) {
      if (error.status === 404) {
        return null;
      }
      throw error;
    }
  }

  #post(path, body, key) {
    return this.#send(path, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
  }

  async #send(path, request = {}) {
    let response = await this.#attempt(path, request);
    if (response.status === 401 && (await this.#session.renew())) {
      response = await this.#attempt(path, request);
    }
    if (response.status === 401) {
      this.#session.expire();
    }
    if (!response.ok && response.status !== 304) {
      throw await ApiError.of(response);
    }
    return response;
  }

  async #attempt(path, request) {
    try {
      const token = await this.#session.accessToken();
      return await fetch(new URL(path, this.#origin), {
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      throw new ApiError(0);
    }
  }
}

/** An answer that breaks off is a lost one. */
async function json(response) {
  try {
    return await response.json();
  } catch {
    throw new ApiError(0);
  }
}

function nextOf(response) {
  return /<([^>]*)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? null;
}
