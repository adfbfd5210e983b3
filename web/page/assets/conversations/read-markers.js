import { LatestRequests } from "../api/latest-requests.js";

/** Marks conversations as read: at once on this page, and at the API, which tells the user's other devices. */
export class ReadMarkers {
  #conversations;
  #requests;

  constructor(api, conversations) {
    this.#conversations = conversations;
    this.#requests = new LatestRequests((uuid, upTo) => api.markRead(uuid, upTo), {
      onDone: (uuid, upTo) => conversations.confirmRead(uuid, upTo),
      onRefused: (uuid, upTo) => conversations.withdrawRead(uuid, upTo),
    });
  }

  /**
   * Marks a conversation as read, unless it is read further already.
   *
   * @param {string} upTo the time of the newest message that was shown
   * @param {string[]} seen see UnreadCounts
   */
  mark(uuid, upTo, seen) {
    if (upTo > this.#conversations.readUpTo(uuid)) {
      this.#conversations.markRead(uuid, upTo, seen);
      this.#requests.add(uuid, upTo);
    }
  }
}
