import { ApiError } from "./api-error.js";
import { conversationsOf, messageOf, messagesOf } from "./elements.js";
import { StoredResponses } from "./stored-responses.js";

/** Milliseconds after which a request without a response counts as lost. */
const TIMEOUT = 15_000;

const CONVERSATIONS = "/api/message_groups";
const HIDDEN = `${CONVERSATIONS}?hidden=true`;

/** Client of the HTTP API for the user of a session. Every failure throws an ApiError. */
export class Api {
  #origin;
  #session;
  #stored;

  constructor(origin, session) {
    this.#origin = origin;
    this.#session = session;
    this.#stored = new StoredResponses(origin);
  }

  /**
   * Returns a page of the user's conversations, or null if it still has this ETag.
   *
   * @param {string} address the `next` of the page before; the newest page by default
   * @returns {Promise<?{items: object[], next: ?string, etag: ?string}>}
   */
  conversations(etag, address = null) {
    return this.#list(CONVERSATIONS, address, etag, conversationsOf);
  }

  /** Returns a page of the conversations that the user has hidden, in the same way. */
  hiddenConversations(etag, address = null) {
    return this.#list(HIDDEN, address, etag, conversationsOf);
  }

  /** Returns a page of a conversation's messages, in the same way. */
  messages(uuid, etag, address = null) {
    return this.#list(`/api/messages/${encodeURIComponent(uuid)}`, address, etag, messagesOf);
  }

  /** Removes the user's lists and messages from the browser. */
  forget() {
    return this.#stored.overwrite();
  }

  /** Posts a text into a conversation; with the same key a retry posts nothing twice. Returns the message. */
  async send(uuid, text, key) {
    return messageOf(await json(await this.#post("/api/messages", { message_group_uuid: uuid, message: text }, key)));
  }

  /** Posts a text to the user with a handle, in the same way. Returns `{message_group_uuid}`. */
  async start(handle, text, key) {
    return json(await this.#post("/api/message_groups", { handle, message: text }, key));
  }

  /**
   * Returns the user with a handle, `{uuid, handle, display_name}`, or null if there is none. This is public: without a
   * token there is no preflight.
   */
  async user(handle) {
    const response = await this.#fetch(`/api/users/${encodeURIComponent(`@${handle}`)}/short`);
    if (response.status === 404) {
      return null;
    }
    if (!response.ok) {
      throw await ApiError.of(response);
    }
    return json(response);
  }

  /** Returns the user, `{uuid, handle, display_name, live}`; `live` is `{url, host, channel}`, or null without live events. */
  async me() {
    return json(await this.#send("/api/me"));
  }

  /** Marks a conversation as read up to a time. The marker only moves forward. */
  async markRead(uuid, upTo) {
    return json(await this.#put(`${toGroup(uuid)}/read_marker`, { up_to: upTo }));
  }

  /** Hides a conversation until a message arrives that is newer than this time. */
  async hide(uuid, upTo) {
    return json(await this.#put(`${toGroup(uuid)}/hidden`, { up_to: upTo }));
  }

  /** Lists a conversation again that was hidden up to this time or an earlier one. */
  async unhide(uuid, upTo) {
    return json(await this.#delete(`${toGroup(uuid)}/hidden`, upTo));
  }

  /** Removes the messages up to this time, for this user alone and for good. */
  async clear(uuid, upTo) {
    return json(await this.#delete(toGroup(uuid), upTo));
  }

  #list(newest, older, etag, read) {
    return older === null ? this.#newestPage(newest, etag, read) : this.#olderPage(older, etag, read);
  }

  /**
   * Returns the newest page of a list.
   *
   * The browser revalidates its stored copy by itself, as the API's `Cache-Control` says. An `If-None-Match` of the
   * page's own, or another cache mode, would make Chromium send a preflight before each request.
   */
  async #newestPage(address, etag = null, read) {
    this.#stored.add(address);
    const response = await this.#send(address);
    // Read in any case: a body that is not read to its end is not stored.
    const list = await json(response);
    return etag !== null && response.headers.get("etag") === etag ? null : pageOf(response, list, read);
  }

  /** Returns an older page. It is not stored: each has an address of its own, which would have to be overwritten later. */
  async #olderPage(address, etag = null, read) {
    const headers = etag === null ? {} : { "if-none-match": etag };
    const response = await this.#send(address, { headers, cache: "no-store" });
    return response.status === 304 ? null : pageOf(response, await json(response), read);
  }

  #post(path, body, key) {
    return this.#send(path, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
  }

  /** A request that changes what the user sees, and is sent to its end when the page is left. */
  #put(path, body) {
    const headers = { "content-type": "application/json" };
    return this.#send(path, { method: "PUT", headers, body: JSON.stringify(body), keepalive: true });
  }

  #delete(path, upTo) {
    return this.#send(`${path}?up_to=${encodeURIComponent(upTo)}`, { method: "DELETE", keepalive: true });
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
    const token = await this.#session.accessToken();
    return this.#fetch(path, { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  }

  async #fetch(path, request = {}) {
    try {
      return await fetch(new URL(path, this.#origin), { signal: AbortSignal.timeout(TIMEOUT), ...request });
    } catch {
      throw new ApiError(0);
    }
  }
}

function toGroup(uuid) {
  return `${CONVERSATIONS}/${encodeURIComponent(uuid)}`;
}

/** A response that breaks off counts as lost. */
async function json(response) {
  try {
    return await response.json();
  } catch {
    throw new ApiError(0);
  }
}

function pageOf(response, list, read) {
  return { items: read(list), next: nextOf(response), etag: response.headers.get("etag") };
}

function nextOf(response) {
  return /<([^>]*)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1] ?? null;
}
