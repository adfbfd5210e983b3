import { element, icon, userText } from "../ui/element.js";
import { linked } from "../ui/links.js";
import { isEmoji } from "../ui/text.js";
import { clockTime, dayName, fullTime, isSameDay, isTime, parseTime, timeZone } from "../ui/time.js";

/** Messages of one sender form a group if at most this many milliseconds lie between two of them. */
const GROUP_GAP = 5 * 60_000;

const STATES = {
  sent: ["sent", "Sent"],
  sending: ["pending", "Sending"],
  waiting: ["pending", null],
  failed: ["failed", null],
};

/** The rows of a conversation: its days, its messages, and the user's messages that are not delivered yet. */
export class MessageRows {
  #session;
  #outbox;
  #rows = new Map();

  constructor(session, outbox) {
    this.#session = session;
    this.#outbox = outbox;
  }

  /** Returns all rows, in order. A row that has not changed is the same element as before. */
  of(messages, pending) {
    const items = [
      ...messages.map((message) => this.#message(message)),
      ...this.#undelivered(messages, pending).map(fromEntry),
    ];
    const nodes = [];
    items.forEach((item, index) => {
      const before = items[index - 1];
      const after = items[index + 1];
      if (isTime(item.time) && !(before && isSameDay(before.time, item.time))) {
        nodes.push(this.#kept(`day ${item.time.toDateString()}`, dayName(item.time), () => day(item.time)));
      }
      const position = { begins: !isTogether(before, item), ends: !isTogether(item, after) };
      const signature = JSON.stringify([item.state, item.reason, position, timeZone()]);
      nodes.push(this.#kept(item.key, signature, () => this.#rowOrNotice(item, position)));
    });
    return nodes;
  }

  #message({ uuid, handle, display_name: name, message, created_at: at }) {
    const isMine = this.#session.is(handle);
    return { key: uuid, text: message, time: parseTime(at), isMine, name, state: isMine ? "sent" : null, reason: null };
  }

  /**
   * Returns the entries that are not among the messages. An entry whose response was lost may be among them before its
   * retry succeeds: it would be shown twice.
   */
  #undelivered(messages, pending) {
    const delivered = new Set();
    return pending.filter((entry) => {
      const isUncertain = entry.isUncertain && entry.after !== null && entry.state !== "failed";
      const found =
        isUncertain &&
        messages.find(
          ({ uuid, handle, message, created_at: at }) =>
            message === entry.text && at > entry.after && this.#session.is(handle) && !delivered.has(uuid),
        );
      if (found) {
        delivered.add(found.uuid);
      }
      return !found;
    });
  }

  #kept(key, signature, make) {
    let row = this.#rows.get(key);
    if (row?.signature !== signature) {
      row = { signature, node: make() };
      this.#rows.set(key, row);
    }
    return row.node;
  }

  /** One message that cannot be shown does not hide the others. */
  #rowOrNotice(item, position) {
    try {
      return this.#row(item, position);
    } catch (error) {
      console.error(error);
      return element("li.message.theirs", {}, element("p.bubble", {}, "This message cannot be shown."));
    }
  }

  #row(item, { begins, ends }) {
    const classes = [
      item.isMine ? "mine" : "theirs",
      begins && "begins",
      ends && "ends",
      isEmoji(item.text) && "emoji",
    ];
    const row = element(
      "li.message",
      { "data-state": item.state },
      element("span.visually-hidden", {}, item.isMine ? "You: " : `${item.name}: `),
      element("p.bubble", { dir: "auto", title: fullTime(item.time) }, ...linked(item.text)),
      (ends || (item.state && item.state !== "sent")) && this.#below(item),
    );
    row.classList.add(...classes.filter(Boolean));
    return row;
  }

  #below(item) {
    const { time, state } = item;
    if (state === "failed") {
      return this.#failure(item);
    }
    const [iconName, label] = STATES[state] ?? [];
    return element(
      "div.below",
      {},
      isTime(time) && element("time", { datetime: time.toISOString() }, clockTime(time)),
      state === "waiting" && element("span.state", { role: "status" }, item.reason),
      iconName &&
        element(
          "span.state-icon",
          { role: "img", "aria-label": label ?? item.reason, title: label ?? item.reason },
          icon(iconName),
        ),
    );
  }

  #failure({ entry, reason }) {
    return element(
      "div.below.failure",
      {},
      icon("failed"),
      element("span", { role: "alert" }, `Not sent: ${reason}.`),
      element("button.link", { type: "button", click: () => this.#outbox.retry(entry) }, "Try again"),
      element("button.link", { type: "button", click: () => this.#outbox.discard(entry) }, "Delete"),
    );
  }
}

function day(time) {
  return element("li.day", {}, element("time", { datetime: time.toISOString().slice(0, 10) }, dayName(time)));
}

function fromEntry(entry) {
  const { key, text, writtenAt, state, reason } = entry;
  return { key, text, time: new Date(writtenAt), isMine: true, state, reason, entry };
}

function isTogether(one, other) {
  return Boolean(
    one && other && one.isMine === other.isMine && other.time - one.time < GROUP_GAP && isSameDay(one.time, other.time),
  );
}
