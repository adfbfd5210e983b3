/** The highest count of the API, which means more than 99. */
const MOST = 100;

/**
 * How many messages of each conversation the user has not read: what the API says, which counts up to the newest message
 * of its row, plus the later ones that events have announced, less what was read since.
 *
 * A response that was requested before a mark was confirmed may not know of it. Requests and confirmations therefore get
 * times of a counter, and a mark counts until a response was requested after its confirmation. See docs/page.md, "Read
 * state".
 */
export class UnreadCounts {
  #time = 0;
  /**
   * What the API said last, by uuid: `{count, readUpTo, newest, requestedAt}`, and `arrived`, the times of newer messages
   * that events have announced, by uuid.
   */
  #listed = new Map();
  /** What was read, by uuid: `{upTo, seen, confirmedAt}`; `seen` is null if it was read on another device. */
  #marks = new Map();

  /** Returns the time of a request that is sent now. */
  requested() {
    return this.#next();
  }

  /** Takes over conversations that the API has listed. */
  list(conversations, requestedAt) {
    conversations
      .filter(({ uuid }) => !(this.#listed.get(uuid)?.requestedAt > requestedAt))
      .forEach(({ uuid, unread_count: count, read_up_to: readUpTo, created_at: newest }) => {
        const arrived = [...(this.#listed.get(uuid)?.arrived ?? [])].filter(([, at]) => at > newest);
        this.#listed.set(uuid, { count, readUpTo, newest, requestedAt, arrived: new Map(arrived) });
        if (this.#marks.get(uuid)?.confirmedAt < requestedAt) {
          this.#marks.delete(uuid);
        }
      });
  }

  /** An event has announced a message of another user, perhaps late or once more. */
  arrive(uuid, message, at) {
    const listed = this.#listed.get(uuid);
    if (listed && at > listed.newest) {
      listed.arrived.set(message, at);
    }
  }

  /** The user has read a conversation up to a time on another device. The API knows of it. */
  readElsewhere(uuid, upTo) {
    if (upTo > this.readUpTo(uuid)) {
      this.#marks.set(uuid, { upTo, seen: null, confirmedAt: this.#next() });
    }
  }

  /**
   * Whether the number of unread messages is known. It is not after another device has marked some of the messages that
   * the API has counted as read.
   */
  isKnown(uuid) {
    const { count = 0, readUpTo, newest } = this.#listed.get(uuid) ?? {};
    const { upTo, seen } = this.#marks.get(uuid) ?? {};
    return count === 0 || seen !== null || readUpTo >= upTo || upTo >= newest;
  }

  /**
   * Counts a conversation as read up to a time, before the API does.
   *
   * @param {string[]} seen the times of the messages of others up to there, as far as they are known
   */
  mark(uuid, upTo, seen) {
    if (upTo > (this.#marks.get(uuid)?.upTo ?? "")) {
      this.#marks.set(uuid, { upTo, seen, confirmedAt: Infinity });
    }
  }

  /** The API counts the conversation as read up to this time. */
  confirm(uuid, upTo) {
    const mark = this.#marks.get(uuid);
    if (mark?.upTo <= upTo) {
      mark.confirmedAt = this.#next();
    }
  }

  /** The API has refused a mark. */
  withdraw(uuid, upTo) {
    if (this.#marks.get(uuid)?.upTo === upTo) {
      this.#marks.delete(uuid);
    }
  }

  /** Returns the number of unread messages; 100 means more than 99. */
  of(uuid) {
    const listed = this.#listed.get(uuid);
    if (!listed) {
      return 0;
    }
    const readUpTo = this.readUpTo(uuid);
    const arrived = [...listed.arrived.values()].filter((at) => at > readUpTo).length;
    return Math.min(MOST, unreadOf(listed, this.#marks.get(uuid)) + arrived);
  }

  /** Returns the time up to which a conversation is read; empty if that is not known. */
  readUpTo(uuid) {
    const listed = this.#listed.get(uuid)?.readUpTo ?? "";
    const marked = this.#marks.get(uuid)?.upTo ?? "";
    return listed > marked ? listed : marked;
  }

  #next() {
    this.#time += 1;
    return this.#time;
  }
}

/** Returns how many of the messages that the API has counted are unread after a mark. */
function unreadOf({ count, readUpTo, newest }, mark) {
  if (count === 0 || !mark || readUpTo >= mark.upTo) {
    return count;
  }
  const seen = mark.seen?.filter((at) => at > readUpTo && at <= newest).length ?? 0;
  return mark.upTo >= newest ? 0 : Math.max(1, count - seen);
}
