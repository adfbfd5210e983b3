import { element, icon, userText } from "../ui/element.js";
import { linked } from "../ui/links.js";
import { isEmoji } from "../ui/text.js";
import { clockTime, dayName, fullTime, isSameDay, isTime, parseTime, timeZone } from "../ui/time.js";

/** Messages of one sender form a group if at most this many milliseconds lie between two of them. */
const GROUP_GAP = 5 * 60_000;

const STATES = {
  sent: ["sent", "Sent"],
  sending: ["pending", "Not sent yet"],
  waiting: ["pending", "Not sent yet"],
};

/** The rows of a conversation: its days, its messages, the divider before the unread ones, and the user's messages that are not delivered yet. */
export class MessageRows {
  #session;
  #outbox;
  #rows = new Map();
  #messages = new WeakMap();
  /** The entries that messages were sent as, by their uuids. */
  #written = new Map();
  #divider = element("li.divider", {}, element("span", {}, "New messages"));

  constructor(session, outbox) {
    this.#session = session;
    this.#outbox = outbox;
  }

  /** Returns what a row shows, `{writer, time}`. */
  messageOf(row) {
    return this.#messages.get(row) ?? { writer: "", time: new Date(NaN) };
  }

  get divider() {
    return this.#divider;
  }

  /** Returns the row of a message of the other user. */
  rowOf(uuid) {
    return this.#rows.get(uuid)?.node;
  }

  /** A message that was sent here keeps its row, and its distance from the one before. */
  written(uuid, entry) {
    this.#written.set(uuid, entry);
  }

  /**
   * Returns all rows, in order. A row that has not changed is the same element as before.
   *
   * @param firstUnread the message that the divider comes before, if there is one
   */
  of(messages, pending, firstUnread) {
    const undelivered = this.#undelivered(messages, pending).map(fromEntry);
    const items = [...messages.map((message) => this.#message(message)), ...undelivered];
    const waiting = undelivered.find(({ state }) => state === "waiting");
    if (waiting) {
      // Below the last one, where there is a line in any case: nothing moves when messages arrive.
      undelivered.findLast(({ state }) => state !== "failed").wait = waiting.reason;
    }
    const nodes = [];
    const headings = new Map();
    items.forEach((item, index) => {
      const before = items[index - 1];
      const after = items[index + 1];
      if (isTime(item.time) && !(before && isSameDay(before.time, item.time))) {
        // A day comes twice if a message of the day before has not been sent.
        const date = item.time.toDateString();
        headings.set(date, 1 + (headings.get(date) ?? 0));
        nodes.push(this.#kept(`day ${date} ${headings.get(date)}`, dayName(item.time), () => day(item.time)));
      }
      const isFirst = item.key === firstUnread?.uuid;
      const position = {
        begins: isFirst || !isTogether(before, item),
        ends: (after && after.key === firstUnread?.uuid) || !isTogether(item, after),
      };
      if (isFirst) {
        nodes.push(this.#divider);
      }
      const signature = JSON.stringify([item.state, item.reason, item.wait, clockTime(item.time), timeZone(), position]);
      nodes.push(this.#kept(item.key, signature, () => this.#rowOrNotice(item, position)));
    });
    return nodes;
  }

  #message({ uuid, handle, display_name: name, message, created_at: at }) {
    const isMine = this.#session.is(handle);
    const entry = this.#written.get(uuid);
    const time = parseTime(at);
    return {
      key: entry?.key ?? uuid,
      text: message,
      time,
      writtenAt: entry ? new Date(entry.writtenAt) : time,
      isMine,
      name,
      state: isMine ? "sent" : null,
    };
  }

  /**
   * Returns the entries that are not among the messages. An entry whose response was lost may be among them before its
   * retry succeeds: it would be shown twice.
   */
  #undelivered(messages, pending) {
    const delivered = new Set();
    return pending.filter((entry) => {
      const isUncertain = entry.uncertainSince !== null && entry.after !== null && entry.state !== "failed";
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
    const hasBelow = ends || item.wait || item.state === "failed";
    const row = element(
      "li.message",
      { "data-state": item.state },
      element("span.visually-hidden", {}, `${writerOf(item)}: `),
      element(
        "div.line",
        {},
        element("p.bubble", { dir: "auto", title: fullTime(item.time) }, ...linked(item.text)),
        !hasBelow && isTime(item.time) && timeOf("time.aside", item.time),
      ),
      hasBelow && this.#below(item),
    );
    row.classList.add(...classes.filter(Boolean));
    this.#messages.set(row, { writer: item.isMine ? this.#session.displayName : item.name, time: item.time });
    return row;
  }

  #below(item) {
    const { time, state, wait } = item;
    if (state === "failed") {
      return this.#failure(item);
    }
    const [iconName, label] = STATES[state] ?? [];
    return element(
      "div.below",
      {},
      isTime(time) && timeOf("time", time),
      wait && element("span.state", { role: "status" }, wait),
      iconName && element("span.state-icon", { role: "img", "aria-label": label, title: label }, icon(iconName)),
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

function timeOf(tag, time) {
  return element(tag, { datetime: time.toISOString() }, clockTime(time));
}

function day(time) {
  return element("li.day", {}, element("time", { datetime: localDate(time) }, dayName(time)));
}

/** The day in the user's time zone, as `2026-11-29`. */
function localDate(time) {
  const [month, date] = [time.getMonth() + 1, time.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${time.getFullYear()}-${month}-${date}`;
}

function writerOf({ isMine, name, state }) {
  if (!isMine) {
    return name;
  }
  return STATES[state] === STATES.sent ? "You" : `You, ${STATES[state]?.[1].toLowerCase() ?? "not sent"}`;
}

function fromEntry(entry) {
  const { key, text, writtenAt, state, reason } = entry;
  const time = new Date(writtenAt);
  return { key, text, time, writtenAt: time, isMine: true, state, reason, entry };
}

function isTogether(one, other) {
  return Boolean(
    one &&
      other &&
      one.isMine === other.isMine &&
      other.writtenAt - one.writtenAt < GROUP_GAP &&
      isSameDay(one.time, other.time),
  );
}
