/*
 * A seeded model of a client, its channel and the API, in simulated time. The real modules of the page follow one
 * conversation, while events and sockets are lost, doubled, delayed and reordered, and the client sleeps.
 *
 * Called with a list of seeds and the name of a planted fault, or null. Returns the violations that were found.
 */
const load = (path) => import(new URL(`assets/${path}`, document.baseURI));
const { LiveFeed } = await load("live/live-feed.js");
const { Polling } = await load("polling.js");
const { PagedList } = await load("api/paged-list.js");

const PAGE = 20;
const SAFETY = 60_000;

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

  /** Events that have been published to a subscribed socket arrive in half of the worlds, unless the socket is cut. */
  const isLossless = chance(0.5);
  const rates = {
    lost: isLossless ? 0 : random() * 0.5,
    doubled: chance(0.5) ? random() * 0.5 : 0,
    cut: chance(0.7) ? random() * 0.2 : 0,
    silent: isLossless ? 0 : random() * 0.02,
    failed: chance(0.5) ? random() * 0.3 : 0,
  };
  let hasFaults = true;
  const apiLatency = chance(0.5) ? 2_000 : 200;

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
  const clock = {
    setTimeout: (action, pause) => at(now + pause, action, true),
    clearTimeout: (timer) => timers.delete(timer),
  };
  /** Lets all promises that can be resolved be resolved. */
  const settle = async () => {
    for (let i = 0; i < 25; i++) {
      await null;
    }
  };
  const advance = async (end) => {
    for (;;) {
      const due = [...timers].map(([id, timer]) => [id, timer.isOfClient ? Math.max(timer.time, sleepsUntil) : timer.time]);
      const next = due.sort(([a, one], [b, other]) => one - other || a - b)[0];
      if (!next || next[1] > end) {
        now = end;
        return;
      }
      now = Math.max(now, next[1]);
      const { action } = timers.get(next[0]);
      timers.delete(next[0]);
      action();
      await settle();
      check();
    }
  };

  // ------------------------------------------------------------------------------------------------------------ API

  const messages = [];
  const subscribed = new Set();
  const post = () => {
    const number = messages.length;
    const message = {
      uuid: `m${number}`,
      handle: "other",
      message: `text ${number}`,
      created_at: String(now).padStart(12, "0") + String(number).padStart(6, "0"),
    };
    messages.push(message);
    // The stream is late by some time, different for each message.
    after(between(50, chance(0.1) ? 8_000 : 800), () => publish(message));
  };
  const fetchPage = (before) =>
    new Promise((resolve, reject) => {
      after(between(10, apiLatency), () => {
        if (hasFaults && chance(rates.failed)) {
          after(between(10, 2_000), () => reject(new Error("lost")));
          return;
        }
        // Read at this time; the response arrives later.
        const older = messages.filter((message) => before === null || message.created_at < before);
        const items = older.slice(-PAGE);
        const next = older.length > items.length ? items[0].created_at : null;
        const etag = messages.length === 0 ? "none" : messages.at(-1).uuid;
        after(between(10, 1_000), () => resolve({ items: items.reverse(), next, etag }));
      });
    });

  // -------------------------------------------------------------------------------------------------------- channel

  const publish = (message) => {
    for (const socket of subscribed) {
      for (let copies = hasFaults && chance(rates.doubled) ? 2 : 1; copies > 0; copies--) {
        if (!(hasFaults && chance(rates.lost))) {
          after(between(5, chance(0.2) ? 3_000 : 100), () =>
            socket.deliver({ type: "data", id: "1", event: JSON.stringify({ type: "message", message }) }));
        }
      }
    }
  };

  function Socket() {
    let isOpen = true;
    let isSilent = false;
    this.deliver = (frame) => {
      if (isOpen && !isSilent && now >= sleepsUntil) {
        this.onmessage({ data: JSON.stringify(frame) });
      }
    };
    this.send = (text) => {
      const frame = JSON.parse(text);
      const reply = (answer) => after(between(10, 500), () => this.deliver(answer));
      if (frame.type === "connection_init") {
        reply({ type: "connection_ack", connectionTimeoutMs: 30_000 });
      }
      if (frame.type === "subscribe") {
        if (fault === "applying events before the subscription holds") {
          this.deliver({ type: "subscribe_success", id: "1" });
        }
        after(between(10, 3_000), () => {
          if (isOpen) {
            subscribed.add(this);
            reply({ type: "subscribe_success", id: "1" });
          }
        });
      }
    };
    this.close = () => {
      isOpen = false;
      subscribed.delete(this);
    };
    const live = () => {
      if (!isOpen) {
        return;
      }
      if (hasFaults && chance(rates.silent)) {
        isSilent = true;
      }
      if (hasFaults && chance(rates.cut)) {
        this.close();
        after(between(1, 50), () => this.onclose());
        return;
      }
      this.deliver({ type: "ka" });
      after(5_000, live);
    };
    after(between(10, 300), () => {
      if (hasFaults && chance(rates.cut)) {
        this.close();
        this.onclose();
      } else if (isOpen) {
        this.onopen();
        live();
      }
    });
  }

  // --------------------------------------------------------------------------------------------------------- client

  let list = new PagedList(() => fetchPage(null), (before) => fetchPage(before));
  let isFirstSubscription = true;
  /** Merging by position: what arrives is new, and belongs at the end. */
  const appended = [];
  const isByPosition = fault === "merging by position";
  const view = () => (isByPosition ? [...list.items, ...appended] : list.items);
  const refresh = async () => (await list.refresh()).length > 0;
  const poll = new Polling(refresh, clock);
  const feed = new LiveFeed(
    { url: "wss://live.invalid", host: "live.invalid", channel: "/members/1" },
    async () => "token",
    async () => {
      if (fault === "trusting events after a reconnect" && !isFirstSubscription) {
        return;
      }
      isFirstSubscription = false;
      await list.refreshAnew();
    },
    { open: () => new Socket(), clock },
  );
  feed.addEventListener("change", () => {
    if (fault === "stopping the safety poll" && feed.isLive) {
      poll.stop();
    } else {
      poll.setLive(feed.isLive);
    }
  });
  feed.addEventListener("event", ({ detail: { message } }) => (isByPosition ? appended.push(message) : list.add(message)));

  // --------------------------------------------------------------------------------------------------------- checks

  let violation = null;
  const check = () => {
    const shown = view();
    const uuids = shown.map(({ uuid }) => uuid);
    if (new Set(uuids).size < uuids.length) {
      violation ??= "a message is shown twice";
    }
    if (shown.some(({ created_at: time }, i) => i > 0 && time <= shown[i - 1].created_at)) {
      violation ??= "messages are shown out of order";
    }
    if (shown.some((one) => messages[Number(one.uuid.slice(1))]?.message !== one.message)) {
      violation ??= "a message is shown that does not exist";
    }
  };
  const missing = () => {
    const shown = view().map(({ uuid }) => uuid);
    const first = messages.findIndex(({ uuid }) => shown.includes(uuid));
    return messages.slice(Math.max(first, 0)).filter(({ uuid }) => !shown.includes(uuid));
  };

  this.run = async () => {
    for (let count = between(0, 60); count > 0; count--) {
      post();
    }
    poll.wake();
    feed.connect();
    for (let round = between(3, 12); round > 0 && !violation; round--) {
      for (let count = between(0, chance(0.4) ? 200 : 6); count > 0; count--) {
        after(between(0, 40_000), post);
      }
      if (chance(0.3)) {
        sleepsUntil = now + between(1_000, 200_000);
        const wakesAt = sleepsUntil;
        at(wakesAt, () => feed.reconnect());
      }
      await advance(now + 40_000);
      // Nothing is lost on the way to a socket in these worlds, so that no poll is needed.
      if (isLossless && feed.isLive && now > sleepsUntil) {
        await advance(now + 13_000);
        if (feed.isLive && missing().length > 0) {
          violation ??= "an event was missed";
        }
      }
    }
    hasFaults = false;
    await advance(Math.max(now, sleepsUntil) + 13_000);
    await advance(now + SAFETY + 15_000);
    if (missing().length > 0) {
      violation ??= "a message is missing after a safety poll";
    }
    feed.stop();
    poll.stop();
    return violation;
  };
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
