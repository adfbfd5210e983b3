import { Api } from "./api/api.js";
import { ArrivalAnnouncer } from "./conversations/arrival-announcer.js";
import { ConversationFilter } from "./conversations/conversation-filter.js";
import { ConversationListView } from "./conversations/conversation-list-view.js";
import { Conversations } from "./conversations/conversations.js";
import { HiddenConversations } from "./conversations/hidden-conversations.js";
import { HiddenView } from "./conversations/hidden-view.js";
import { iconButton, showMe } from "./conversations/me.js";
import { NewConversationView } from "./conversations/new-conversation-view.js";
import { Notifications } from "./conversations/notifications.js";
import { PutAway } from "./conversations/put-away.js";
import { ReadMarkers } from "./conversations/read-markers.js";
import { RecentStarts } from "./conversations/recent-starts.js";
import { StartView } from "./conversations/start-view.js";
import { UserDirectory } from "./conversations/user-directory.js";
import { LiveUpdates } from "./live/live-updates.js";
import { ConversationView } from "./messages/conversation-view.js";
import { Drafts } from "./messages/drafts.js";
import { FileGuard } from "./messages/file-guard.js";
import { guardLeaving, signOut } from "./messages/leaving.js";
import { Outbox } from "./messages/outbox.js";
import { StartedConversations } from "./messages/started-conversations.js";
import { Unsent } from "./messages/unsent.js";
import { UserStore } from "./messages/user-store.js";
import { Polling } from "./polling.js";
import * as router from "./router.js";
import { Session } from "./session/session.js";
import { Settings } from "./settings.js";
import { Connection } from "./ui/connection.js";
import { nothingOpen } from "./ui/empty-states.js";
import { Shortcuts } from "./ui/shortcuts.js";
import { Snackbar } from "./ui/snackbar.js";
import { setTitle, setUnreadCount } from "./ui/title.js";
import { Today } from "./ui/today.js";

/** The page of a signed-in user: the conversation list on one side, the open view on the other. */
export async function startMessenger(config, session) {
  const api = new Api(config.api, session);
  const settings = new Settings(session.handle);
  // Earlier versions of the page kept here what the API tells now.
  settings.remove("seen");
  const conversations = new Conversations(api);
  const readMarkers = new ReadMarkers(api, conversations);
  const snackbar = new Snackbar(document.getElementById("snackbar"));
  const putAway = new PutAway(api, conversations, snackbar);
  const hidden = new HiddenConversations(api, conversations, putAway);
  const directory = new UserDirectory(api);
  const store = await UserStore.open(session.user);
  const started = new StartedConversations(store);
  const outbox = new Outbox(api, store, started);
  const drafts = new Drafts(store, started);
  const unsent = new Unsent(store, outbox, drafts, started, new RecentStarts(outbox, conversations, putAway));
  const fileGuard = new FileGuard();
  const polling = new Polling(() => refresh());
  const messenger = {
    ...{ api, session, conversations, hidden, readMarkers, putAway, directory },
    ...{ started, outbox, drafts, unsent, fileGuard, polling },
  };
  const filter = new ConversationFilter(document.getElementById("filter"));
  const list = new ConversationListView(document.getElementById("conversations"), filter, messenger);
  const notifications = new Notifications(settings, unnoticed, (uuid) => router.go(router.toConversation(uuid)));
  const arrivals = new ArrivalAnnouncer(unnoticed);
  const shortcuts = new Shortcuts(settings, {
    filter: () => {
      if (document.getElementById("filter").offsetParent === null) {
        router.replace(router.LIST);
      }
      filter.focus();
    },
    start: () => router.go("#/new"),
    openNeighbor: (step) => list.openNeighbor(step),
    close: leaveView,
    undo: () => snackbar.undo(),
  });
  new Connection(document.getElementById("connection"), polling);
  showMe(
    document.getElementById("me"),
    session,
    [notifications.button, iconButton("help", "Keyboard shortcuts", { id: "help", click: () => shortcuts.show() })].filter(Boolean),
    () => signOut(messenger),
  );
  followConversations();
  followPutAway();
  followHidden();
  followTime();
  session.onLeave(() => putAway.end());
  session.onLeave(() => store.clear());
  session.onLeave(end);
  const live = new LiveUpdates(messenger, {
    refreshAnew,
    receive: (uuid, message) => open?.receive?.(uuid, message),
  });
  guardLeaving(messenger);

  const frame = document.getElementById("messenger");
  const container = document.getElementById("open");
  let open = null;
  let openUuid = null;
  /** The conversation that gets the focus once the list is open, because the open one leaves it; otherwise undefined. */
  let followingUuid;

  /** Refreshes the list and the open view. Returns whether anything changed. */
  async function refresh() {
    // A hidden page needs to know only that there is something new.
    const results = await settled([list.refresh(), document.hidden || open?.refresh?.()]);
    return !document.hidden && results.includes(true);
  }

  /** Refreshes both after events were missed, also on a hidden page: later events would be shown above a gap. */
  function refreshAnew() {
    return settled([list.refreshAnew(), open?.refreshAnew?.()]);
  }

  /** Waits until all promises are settled. Returns their values, or throws the first error. */
  async function settled(promises) {
    const results = await Promise.allSettled(promises);
    const failed = results.find((result) => result.status === "rejected");
    if (failed) {
      throw failed.reason;
    }
    return results.map(({ value }) => value);
  }

  function show(route) {
    if (open?.isAt?.(route)) {
      openUuid = route.uuid;
      list.select(openUuid);
      notifications.check();
      polling.wake();
      return;
    }
    const isWriting = Boolean(document.activeElement?.closest(".composer"));
    const left = open === null ? undefined : openUuid;
    open?.close?.();
    setTitle("Messages");
    open = viewOf(route);
    openUuid = route.name === "conversation" ? route.uuid : null;
    container.replaceChildren(open?.root ?? nothingOpen());
    frame.classList.toggle("has-open", open !== null);
    list.select(openUuid, route.handle);
    notifications.check();
    open?.opened(isWriting);
    if (open === null && followingUuid !== undefined) {
      list.focus(followingUuid);
    } else if (open === null && left !== undefined && document.activeElement === document.body) {
      list.focusLeft(left);
    }
    followingUuid = undefined;
    // At once, even if a request of the closed view has no response yet. The polling shares the request and reports errors.
    Promise.resolve(open?.refresh?.()).catch(() => null);
    polling.wake();
  }

  function viewOf(route) {
    switch (route.name) {
      case "conversation":
        return new ConversationView(route.uuid, messenger);
      case "start":
        return new StartView(route.handle, messenger);
      case "new":
        return new NewConversationView(messenger);
      case "hidden":
        return new HiddenView(messenger);
      default:
        return null;
    }
  }

  function leaveView() {
    if (open !== null) {
      router.go(router.LIST);
    }
  }

  function followConversations() {
    conversations.addEventListener("change", () => setUnreadCount(conversations.unreadCount));
    conversations.addEventListener("arrived", ({ detail: { uuid } }) => {
      if (document.hidden || !document.hasFocus()) {
        notifications.announce(uuid);
      } else {
        arrivals.add(uuid, conversations.unreadCountOf(uuid));
      }
    });
    conversations.addEventListener("change", () => notifications.check());
    document.addEventListener("visibilitychange", () => notifications.check());
  }

  /** Returns a listed conversation if its newest message is neither read nor visible. */
  function unnoticed(uuid) {
    const isNoticed = (!document.hidden && uuid === openUuid) || conversations.unreadCountOf(uuid) === 0;
    return isNoticed ? undefined : conversations.items.find((conversation) => conversation.uuid === uuid);
  }

  /** The focus follows a conversation that leaves the list, or comes back. */
  function followPutAway() {
    putAway.addEventListener("removing", ({ detail: uuid }) => {
      const neighbor = list.neighborOf(uuid);
      if (openUuid === uuid) {
        followingUuid = neighbor;
        router.go(router.LIST);
      } else {
        list.focus(neighbor);
      }
    });
    putAway.addEventListener("restored", ({ detail: uuid }) => {
      // The button that had the focus is gone.
      if (open === null || document.activeElement === document.body) {
        list.focus(uuid);
      }
    });
    putAway.addEventListener("confirmed", () => polling.wake());
  }

  /** The menu of a conversation that is not listed tells whether it is hidden, perhaps on another device meanwhile. */
  function followHidden() {
    const isUnlisted = () => openUuid !== null && conversations.isLoaded && !conversations.isListed(openUuid);
    const find = () => !hidden.get(openUuid) && hidden.find(openUuid).catch(() => null);
    conversations.addEventListener("change", () => isUnlisted() && find());
    // Opened later, or the request has failed.
    polling.addEventListener("success", () => isUnlisted() && !hidden.isKnown(openUuid) && find());
  }

  function followTime() {
    const today = new Today();
    today.addEventListener("change", () => {
      list.showTimes();
      open?.showTimes?.();
    });
    // After a sleep, no event may tell that time has passed.
    polling.addEventListener("success", () => today.check());
    polling.addEventListener("failure", () => today.check());
  }

  /** Leaves nothing of the user's behind in the browser. */
  function end() {
    live.stop();
    polling.stop();
    notifications.end();
    arrivals.end();
    setUnreadCount(0);
    return api.forget();
  }

  outbox.addEventListener("delivered", ({ detail: { entry, response } }) => {
    conversations.sent(entry, response);
    polling.wake();
  });
  outbox.addEventListener("removed", () => polling.wake());
  document.getElementById("starting").remove();
  frame.hidden = false;
  router.follow(show);
  outbox.resume();
  live.start();
  if (Session.takeBegun() && open === null && !matchMedia("(pointer: coarse)").matches) {
    filter.focus();
  }
}
