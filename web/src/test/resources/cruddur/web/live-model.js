/*
 * A seeded model of a client, its channel and the API, in simulated time. The real modules of the page follow the user's
 * conversations and the messages of the open one, while other users and other devices of the user write, read, clear and
 * change their names; events and sockets are lost, doubled, delayed and reordered, the client sleeps, and its page is
 * hidden. The model's own parts of the client are those that need a document: the open view, and what joins the modules.
 *
 * Called with a list of seeds and the name of a planted fault, or null. Returns the violations that were found.
 */
const load = (path) => import(new URL(`assets/${path}`, document.baseURI));
const { Conversations } = await load("conversations/conversations.js");
const { ReadMarkers } = await load("conversations/read-markers.js");
const { UnreadCounts } = await load("conversations/unread-counts.js");
const { LiveUpdates } = await load("live/live-updates.js");
const { PagedList } = await load("api/paged-list.js");
const { Polling } = await load("polling.js");

const MESSAGES_PAGE = 20;
const GROUPS_PAGE = 5;
const MAX_COUNT = 100;
const SAFETY_POLL_MS = 60_000;
/** After so long without anything new, all events have arrived. */
const QUIET_MS = 25_000;
/** A connection does not survive a longer sleep. */
const SHORT_SLEEP_MS = 40_000;

const [seeds, planted] = arguments;
const violations = [];
for (const seed of seeds) {
  const violation = await new World(seed, planted).run();
  if (violation) {
    violations.push(`seed ${seed}: ${violation}`);
  }
}
return violations;

function World(seed, fault) {
  const random = generator(seed);
  const chance = (probability) => random() < probability;
  const between = (least, most) => least + Math.floor(random() * (most - least));
  const oneOf = (list) => list[between(0, list.length)];

  /** Events that have been published to a subscribed socket arrive in half of the worlds, unless the socket is cut. */
  const isLossless = chance(0.5);
  const rates = {
    lost: isLossless ? 0 : random() * 0.5,
    doubled: chance(0.5) ? random() * 0.5 : 0,
    republished: chance(0.5) ? random() * 0.5 : 0,
    cut: chance(0.8) ? random() * 0.3 : 0,
    silent: isLossless ? 0 : random() * 0.02,
    failed: chance(0.5) ? random() * 0.3 : 0,
    hidden: chance(0.5) ? random() * 0.5 : 0,
  };
  let hasFaults = true;
  const apiLatency = chance(0.5) ? 2_000 : 200;
  const hasTexts = chance(0.8);

  // ----------------------------------------------------------------------------------------------------------- time

  let now = 0;
  let lastTimer = 0;
  const timers = new Map();
  let sleepsUntil = 0;
  const at = (time, action, isOfClient = false) => {
    lastTimer += 1;
    timers.set(lastTimer, { time, action, isOfClient });
    return lastTimer;
  };
  const after = (pause, action) => at(now + pause, action);
  /** Something that happens in the client: not while it sleeps. */
  const afterInClient = (pause, action) => at(now + pause, action, true);
  const clock = {
    setTimeout: (action, pause) => afterInClient(pause, action),
    clearTimeout: (timer) => timers.delete(timer),
    now: () => now,
    wallTime: () => now,
  };
  /** Lets all promises that can be resolved be resolved. */
  const settle = async () => {
    for (let i = 0; i < 40; i++) {
      await null;
    }
  };
  const next = () => {
    let first = null;
    for (const [id, { time, isOfClient }] of timers) {
      const due = isOfClient ? Math.max(time, sleepsUntil) : time;
      if (first === null || due < first.due) {
        first = { id, due };
      }
    }
    return first;
  };
  const advance = async (end) => {
    for (let due = next(); due !== null && due.due <= end && !violation; due = next()) {
      now = Math.max(now, due.due);
      const { action, isOfClient } = timers.get(due.id);
      timers.delete(due.id);
      action();
      if (isOfClient) {
        await settle();
        check();
      }
    }
    now = Math.max(now, end);
  };

  // ------------------------------------------------------------------------------------------------------------ API

  let lastMicrosecond = 0;
  const timestamp = () => {
    lastMicrosecond = Math.max(now * 1_000, lastMicrosecond + 1);
    const start = Date.UTC(2026, 10, 29);
    const seconds = new Date(start + lastMicrosecond / 1_000).toISOString().slice(0, 19);
    return `${seconds}.${String(lastMicrosecond % 1_000_000).padStart(6, "0")}+00:00`;
  };
  const later = (one, other) => (one > other ? one : other);
  const messages = new Map();
  const groups = Array.from({ length: between(1, 9) }, (_, number) => ({
    uuid: `g${number}`,
    handle: `other${number}`,
    name: "First",
    messages: [],
    row: null,
    processings: [],
    readUpTo: "",
    clearedUpTo: "",
  }));
  const post = (group, isOwn) => {
    const sender = isOwn ? { handle: "me", display_name: "Me" } : { handle: group.handle, display_name: group.name };
    const message = { uuid: `m${messages.size}`, ...sender, message: `text ${messages.size}`, created_at: timestamp() };
    messages.set(message.uuid, message);
    group.messages.push(message);
    // The stream is late by some time, different for each of its two consumers.
    if (group.row === null) {
      rewrite(group);
    }
    const lag = () => between(50, chance(0.1) ? 8_000 : 800);
    const processing = { publishedAt: Infinity, rewrittenAt: Infinity };
    group.processings.push(processing);
    after(lag(), () => {
      rewrite(group);
      processing.rewrittenAt = now;
    });
    const event = { type: "message", message_group_uuid: group.uuid, message: hasTexts ? message : signalOf(message) };
    after(lag(), () => {
      publish(event);
      processing.publishedAt = now;
    });
    return message;
  };
  const rewrite = (group) => {
    const { message, created_at: time } = group.messages.at(-1);
    const name = group.messages.findLast(({ handle }) => handle !== "me")?.display_name ?? "First";
    group.row = { uuid: group.uuid, handle: group.handle, display_name: name, message, created_at: time };
  };
  const markRead = (group, upTo) => {
    if (upTo > group.readUpTo) {
      group.readUpTo = upTo;
      after(between(50, 800), () => publish({ type: "read", message_group_uuid: group.uuid, up_to: upTo }));
    }
  };
  const clear = (group) => {
    group.clearedUpTo = group.messages.at(-1)?.created_at ?? "";
  };
  const unreadCount = ({ messages: all, row, readUpTo, clearedUpTo }) => {
    const own = all.findLast(({ handle }) => handle === "me")?.created_at ?? "";
    const after = later(own, later(readUpTo, clearedUpTo));
    const unread = all.filter(({ created_at: time }) => time > after && time <= row.created_at);
    return Math.min(MAX_COUNT, unread.length);
  };
  const listed = () =>
    groups
      .filter(({ row, clearedUpTo }) => row !== null && row.created_at > clearedUpTo)
      .map((group) => ({ ...group.row, unread_count: unreadCount(group), read_up_to: group.readUpTo, hidden_up_to: "" }))
      .sort(newestFirst);
  const kept = ({ messages: all, clearedUpTo }) => all.filter(({ created_at: time }) => time > clearedUpTo);
  /** Returns what an action of the API returns, which happens some time after the request, and before the response. */
  const request = (action) =>
    new Promise((resolve, reject) => {
      after(between(10, apiLatency), () => {
        if (hasFaults && chance(rates.failed)) {
          afterInClient(between(10, 2_000), () => reject(Object.assign(new Error("lost"), { isTransient: true })));
          return;
        }
        const response = action();
        afterInClient(between(10, 1_000), () => resolve(response));
      });
    });
  const pageOf = (all, size, before, etag) => {
    const older = all.filter(({ created_at: time }) => !before || time < before);
    const items = older.slice(0, size);
    const page = { items, next: older.length > size ? items.at(-1).created_at : null };
    const current = JSON.stringify(page);
    return current === etag ? null : { ...page, etag: current };
  };
  const api = {
    me: () => request(() => ({ live: { url: "wss://live.invalid", host: "live.invalid", channel: "/members/me" } })),
    conversations: (etag, before) => request(() => pageOf(listed(), GROUPS_PAGE, before, etag)),
    messages: (group, etag, before) => request(() => pageOf(kept(group).reverse(), MESSAGES_PAGE, before, etag)),
    markRead: (uuid, upTo) =>
      new Promise((resolve) => {
        after(between(10, apiLatency), () => {
          markRead(groupOf(uuid), upTo);
          afterInClient(between(10, 1_000), resolve);
        });
      }),
  };
  const groupOf = (uuid) => groups.find((group) => group.uuid === uuid);

  // -------------------------------------------------------------------------------------------------------- channel

  const subscribed = new Set();
  const publish = (event) => {
    for (const socket of subscribed) {
      for (let copies = hasFaults && chance(rates.doubled) ? 2 : 1; copies > 0; copies--) {
        if (!(hasFaults && chance(rates.lost))) {
          socket.send(between(5, chance(0.2) ? 3_000 : 100), { type: "data", id: "1", event: JSON.stringify(event) });
        }
      }
    }
    // A batch of the stream that is processed again.
    if (hasFaults && chance(rates.republished)) {
      after(between(500, 15_000), () => publish(event));
    }
  };

  function Socket() {
    let isOpen = true;
    let isSilent = false;
    const deliver = (frame) => isOpen && !isSilent && client.onmessage({ data: JSON.stringify(frame) });
    const server = { send: (pause, frame) => afterInClient(pause, () => deliver(frame)) };
    const client = {
      send: (text) => {
        const { type } = JSON.parse(text);
        if (type === "connection_init") {
          server.send(between(10, 500), { type: "connection_ack", connectionTimeoutMs: 30_000 });
        }
        if (type === "subscribe") {
          subscribe();
        }
      },
      close: () => {
        isOpen = false;
        subscribed.delete(server);
      },
    };
    const subscribe = () => {
      if (fault === "applying events before the subscription holds") {
        deliver({ type: "subscribe_success", id: "1" });
      }
      after(between(10, 5_000), () => {
        if (isOpen && hasFaults && chance(rates.cut)) {
          const message = oneOf(["Token has expired.", "Rate exceeded", "Unable to process request"]);
          server.send(between(10, 500), { type: "subscribe_error", id: "1", errors: [{ errorType: "Other", message }] });
        } else if (isOpen) {
          subscribed.add(server);
          server.send(between(10, 500), { type: "subscribe_success", id: "1" });
        }
      });
    };
    const lost = () => {
      if (isOpen) {
        client.close();
        client.onclose();
      }
    };
    const keepAlive = () => {
      isSilent ||= (hasFaults && chance(rates.silent)) || sleepsUntil - now > SHORT_SLEEP_MS;
      if (isOpen && hasFaults && chance(rates.cut)) {
        subscribed.delete(server);
        afterInClient(between(1, 50), lost);
      } else if (isOpen) {
        server.send(0, { type: "ka" });
        after(5_000, keepAlive);
      }
    };
    afterInClient(between(10, 300), () => {
      if (hasFaults && chance(rates.cut)) {
        lost();
      } else if (isOpen) {
        client.onopen();
        keepAlive();
      }
    });
    return client;
  }

  // --------------------------------------------------------------------------------------------------------- client

  class FaultyCounts extends UnreadCounts {
    #latest = "";

    arrive(uuid, message, time) {
      const isRead = fault === "counting a repeated event" && time <= this.readUpTo(uuid);
      this.#latest = later(this.#latest, time);
      super.arrive(uuid, message, isRead ? `${this.#latest}~` : time);
    }
  }

  let isHidden = false;
  let open = null;
  const conversations = new Conversations(api, new FaultyCounts());
  const readMarkers = new ReadMarkers(api, conversations);
  const settled = async (promises) => {
    const results = await Promise.allSettled(promises);
    const failed = results.find(({ status }) => status === "rejected");
    if (failed) {
      throw failed.reason;
    }
    return results.map(({ value }) => value);
  };
  const polling = new Polling(async () => {
    const results = await settled([conversations.refresh(), isHidden || open?.refresh()]);
    return !isHidden && results.includes(true);
  }, clock);
  let wasRefreshed = false;
  let refreshedAt = 0;
  const refreshAnew = async () => {
    refreshedAt = now;
    if (fault !== "trusting events after a reconnect" || !wasRefreshed) {
      wasRefreshed = true;
      await settled([conversations.refreshAnew(), open?.refreshAnew()]);
    }
  };
  const liveUpdates = new LiveUpdates(
    {
      api,
      conversations,
      session: { accessToken: async () => "token", is: (handle) => handle === "me" },
      polling: {
        wake: () => polling.wake(),
        setLive: (isLive) => {
          isConnected = isLive;
          fault === "stopping the safety poll" && isLive ? polling.stop() : polling.setLive(isLive);
        },
      },
    },
    { refreshAnew, receive: (uuid, message) => open?.receive(uuid, message) },
    { open: () => new Socket(), clock },
  );
  let isConnected = false;

  /** The messages of a conversation, as ConversationView has them. */
  function View(group) {
    const list = new PagedList(
      (etag) => api.messages(group, etag),
      (before) => api.messages(group, null, before),
    );
    const announced = [];
    /** Merging by position: what arrives is new, and belongs at the end. */
    const appended = [];
    const keep = () => fault === "keeping what was cleared" && list.merge(announced.splice(0));
    this.group = group;
    this.list = list;
    this.items = () => [...list.items, ...appended];
    this.refresh = async () => ((await list.refresh()).length > 0) | keep();
    this.refreshAnew = async () => ((await list.refreshAnew()).length > 0) | keep();
    this.receive = (uuid, message) => {
      const isIgnored = fault === "discarding events during the first load" && !list.isLoaded;
      if (uuid !== group.uuid || isIgnored) {
        return;
      }
      if (fault === "merging by position") {
        appended.push(message);
      } else {
        list.add(message);
        announced.push(message);
      }
    };
    this.newestOfOther = () => {
      const { items } = list;
      return items.slice(1 + items.findLastIndex(({ handle }) => handle === "me")).map(({ created_at: time }) => time);
    };
  }

  const show = (group) => {
    open = group === null ? null : new View(group);
    open?.refresh().catch(() => null);
    polling.wake();
  };
  const setHidden = (value) => {
    isHidden = value;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const read = () => {
    const times = open?.newestOfOther() ?? [];
    if (!isHidden && times.length > 0) {
      readMarkers.mark(open.group.uuid, times.at(-1), times);
    }
  };
  const loadOlder = () => {
    open?.list.loadMore().catch(() => null);
    conversations.loadMore().catch(() => null);
  };
  const send = () => {
    if (!open?.list.isLoaded) {
      return;
    }
    const { group, list } = open;
    after(between(10, apiLatency), () => {
      const message = post(group, true);
      afterInClient(between(10, 1_000), () => {
        conversations.sent({ to: group, text: message.message }, message);
        list.merge([message]);
        polling.wake();
      });
    });
  };

  // --------------------------------------------------------------------------------------------------------- checks

  let violation = null;
  const check = () => {
    const shown = open?.items() ?? [];
    for (let i = 0; i < shown.length; i++) {
      if (i > 0 && shown[i].created_at <= shown[i - 1].created_at) {
        violation ??= "messages are shown out of order";
      }
      const { message, created_at: time } = messages.get(shown[i].uuid) ?? {};
      if (message !== shown[i].message || time !== shown[i].created_at) {
        violation ??= "a message is shown that does not exist";
      }
    }
    if (new Set(shown.map(({ message }) => message)).size < shown.length) {
      violation ??= "a message is shown twice";
    }
  };
  const missing = () => {
    const { items, isLoaded, hasMore } = open?.list ?? { items: [], isLoaded: false };
    const shown = new Set(items.map(({ uuid }) => uuid));
    const oldest = hasMore ? (items[0]?.created_at ?? "~") : "";
    return isLoaded ? kept(open.group).filter(({ uuid, created_at: time }) => time >= oldest && !shown.has(uuid)) : [];
  };
  /**
   * Where nothing is lost on the way to a socket, no safety poll is needed, except for what another device has cleared.
   */
  const checkEvents = () => {
    if (missing().length > 0 && !isHidden) {
      violation ??= "an event was missed";
    }
    const isCleared = groups.some(({ clearedUpTo }) => clearedUpTo !== "");
    for (const conversation of listed().slice(0, GROUPS_PAGE)) {
      const found = conversations.get(conversation.uuid);
      const { clearedUpTo, processings } = groupOf(conversation.uuid);
      // An event came before the subscription, and the list was rewritten after it had been read.
      const isLate = processings.some(
        ({ publishedAt, rewrittenAt }) => publishedAt < refreshedAt && rewrittenAt > refreshedAt,
      );
      // What is cleared lets older conversations move to the first page.
      if (clearedUpTo === "" && !isLate && (found || !isCleared)) {
        if (found?.created_at !== conversation.created_at || found.message !== conversation.message) {
          violation ??= "an event was missed";
        }
        if (conversations.unreadCountOf(conversation.uuid) !== conversation.unread_count) {
          violation ??= "an event was missed";
        }
      }
    }
  };
  const checkConversations = () => {
    const expected = listed();
    const isOnePage = expected.length < GROUPS_PAGE;
    const isListed = ({ uuid }) => expected.some((conversation) => conversation.uuid === uuid);
    // A conversation that another device has cleared leaves older pages only when they are loaded anew.
    const shown = isOnePage ? conversations.items : conversations.items.filter(isListed);
    const size = groups.some(({ clearedUpTo }) => clearedUpTo) ? GROUPS_PAGE : shown.length;
    const fields = ({ uuid, handle, display_name: name, message, created_at: time }) =>
      JSON.stringify([uuid, handle, name, message, time, conversations.unreadCountOf(uuid)]);
    expected.slice(0, size).forEach((conversation, i) => {
      const truth = JSON.stringify([...JSON.parse(fields(conversation)).slice(0, -1), conversation.unread_count]);
      if (!shown[i] || fields(shown[i]) !== truth) {
        violation ??= `the list differs from a fresh read`;
      }
    });
    if (isOnePage && shown.length > expected.length) {
      violation ??= "a conversation is shown that a fresh read lacks";
    }
  };
  const checkMessages = () => {
    if (missing().length > 0 || (open !== null && !open.list.isLoaded)) {
      violation ??= "a message is missing after a safety poll";
    }
    const shown = open?.list.items ?? [];
    if (shown.some(({ created_at: time }) => time <= open.group.clearedUpTo)) {
      violation ??= "a message is shown that a fresh read lacks";
    }
    if (shown.some((message) => JSON.stringify(message) !== JSON.stringify(messages.get(message.uuid)))) {
      violation ??= "a message differs from a fresh read";
    }
  };

  const happens = () => {
    const group = chance(0.5) ? (open?.group ?? groups[0]) : oneOf(groups);
    const event = random();
    if (event < 0.5) {
      post(group, false);
    } else if (event < 0.6) {
      post(group, true);
    } else if (event < 0.7) {
      group.name = oneOf(["First", "Second", "Third"]);
    } else if (event < 0.82) {
      const all = kept(group);
      markRead(group, all.at(chance(0.7) ? -1 : between(0, all.length))?.created_at ?? "");
    } else if (event < 0.88) {
      clear(group);
    } else if (event < 0.93) {
      afterInClient(0, oneOf([read, send, loadOlder, () => setHidden(chance(rates.hidden))]));
    } else {
      afterInClient(0, () => show(chance(0.8) ? group : null));
      after(between(0, 1_000), () => post(group, false));
    }
  };

  this.run = async () => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    // The page's pauses have jitter.
    Math.random = random;
    for (let count = between(0, 60); count > 0; count--) {
      const group = oneOf(groups);
      post(group, chance(0.2));
      rewrite(group);
    }
    polling.wake();
    show(chance(0.5) ? oneOf(groups) : null);
    liveUpdates.start();
    for (let round = between(6, 18); round > 0 && !violation; round--) {
      for (let count = between(0, chance(0.4) ? 60 : 10); count > 0; count--) {
        after(between(0, 15_000), happens);
      }
      if (chance(0.15)) {
        sleepsUntil = now + between(1_000, 200_000);
      }
      await advance(now + 15_000);
      if (isLossless && isConnected && now > sleepsUntil) {
        await advance(now + QUIET_MS);
        if (isConnected) {
          checkEvents();
        }
      }
    }
    hasFaults = false;
    await advance(Math.max(now, sleepsUntil) + QUIET_MS);
    await advance(now + SAFETY_POLL_MS + 15_000);
    checkConversations();
    if (isHidden) {
      afterInClient(0, () => setHidden(false));
      await advance(now + 10_000);
    }
    checkMessages();
    liveUpdates.stop();
    polling.stop();
    return violation;
  };
}

function signalOf({ uuid, created_at: time }) {
  return { uuid, created_at: time };
}

function newestFirst({ created_at: one }, { created_at: other }) {
  return one < other ? 1 : -1;
}

/** Mulberry32. */
function generator(seed) {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
