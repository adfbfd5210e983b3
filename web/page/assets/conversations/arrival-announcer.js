import { announce } from "../ui/announcer.js";

/** Milliseconds for which arrivals are gathered into one announcement. */
const GATHERING = 2_000;

/** Milliseconds for which a conversation is not announced again, unless it was read meanwhile. */
const BURST = 30_000;

/** So many users are named. */
const MAX_NAMES = 3;

/** Tells screen readers about new messages in conversations that are not open: whom they are from, without their texts. */
export class ArrivalAnnouncer {
  #unnoticed;
  /** The uuids of the conversations to be announced. */
  #gathered = new Set();
  /** The uuids of those that were announced a moment ago. */
  #announced = new Set();
  #timer = null;

  /** @param unnoticed takes the uuid of a conversation; returns the conversation unless the user has noticed its newest message */
  constructor(unnoticed) {
    this.#unnoticed = unnoticed;
  }

  /** A conversation has so many unread messages, of which one is new. */
  add(uuid, unreadCount) {
    if (unreadCount === 1 || !this.#announced.has(uuid)) {
      this.#gathered.add(uuid);
      this.#timer ??= setTimeout(() => this.#announce(), GATHERING);
    }
  }

  /** Announces nothing from now on. */
  end() {
    clearTimeout(this.#timer);
  }

  #announce() {
    this.#timer = null;
    const conversations = [...this.#gathered].map((uuid) => this.#unnoticed(uuid)).filter(Boolean);
    this.#gathered.clear();
    conversations.forEach(({ uuid }) => {
      this.#announced.add(uuid);
      setTimeout(() => this.#announced.delete(uuid), BURST);
    });
    if (conversations.length > 0) {
      announce(`New message from ${inWords(conversations.map(({ display_name: name }) => name))}`);
    }
  }
}

/** Returns names as `Ann`, `Ann and Ben`, or `Ann, Ben, Cat and 2 others`. */
function inWords(names) {
  const others = names.length - MAX_NAMES;
  const parts = others > 0 ? [...names.slice(0, MAX_NAMES), `${others} ${others === 1 ? "other" : "others"}`] : names;
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : parts[0];
}
