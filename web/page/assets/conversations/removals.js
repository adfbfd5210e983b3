/**
 * Conversations that the user has hidden or cleared here, each until a message arrives that is newer than the removal.
 * The times of requests are those of UnreadCounts.
 */
export class Removals {
  /** By uuid: `{upTo, confirmedAt}`. */
  #removals = new Map();

  add(uuid, upTo) {
    this.#removals.set(uuid, { upTo, confirmedAt: Infinity });
  }

  delete(uuid) {
    this.#removals.delete(uuid);
  }

  /** The API leaves the conversation out from now on. */
  confirm(uuid, now) {
    const removal = this.#removals.get(uuid);
    if (removal) {
      removal.confirmedAt = now;
    }
  }

  /** Takes over conversations that the API has listed: they were brought back elsewhere. */
  list(conversations, requestedAt) {
    conversations
      .filter(({ uuid }) => this.#removals.get(uuid)?.confirmedAt < requestedAt)
      .forEach(({ uuid }) => this.#removals.delete(uuid));
  }

  has({ uuid, created_at: at }) {
    return at <= this.#removals.get(uuid)?.upTo;
  }
}
