import { Api } from "./api/api.js";
import { ConversationFilter } from "./conversations/conversation-filter.js";
import { ConversationListView } from "./conversations/conversation-list-view.js";
import { Conversations } from "./conversations/conversations.js";
import { iconButton, showMe } from "./conversations/me.js";
import { NewConversationView } from "./conversations/new-conversation-view.js";
import { Notifications } from "./conversations/notifications.js";
import { StartView } from "./conversations/start-view.js";
import { Unread } from "./conversations/unread.js";
import { UserDirectory } from "./conversations/user-directory.js";
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
import { setTitle, setUnreadCount } from "./ui/title.js";
import { Today } from "./ui/today.js";

/** The page of a signed-in user: the conversation list on one side, the open view on the other. */
export async function startMessenger(config, session) {
  const api = new Api(config.api, session);
  const settings = new Settings(session.handle);
  const unread = new Unread(settings);
  const conversations = new Conversations(api, unread);
  const directory = new UserDirectory(api);
  const store = await UserStore.open(session.user);
  const started = new StartedConversations(store);
  const outbox = new Outbox(api, store, started);
  const drafts = new Drafts(store, started);
  const unsent = new Unsent(store, outbox, drafts, started);
  const fileGuard = new FileGuard();
  const polling = new Polling(refresh);
  const messenger = { api, session, conversations, directory, started, outbox, drafts, unsent, fileGuard, polling };
  const filter = new ConversationFilter(document.getElementById("filter"));
  const list = new ConversationListView(document.getElementById("conversations"), filter, messenger);
  const notifications = new Notifications(settings, (uuid) => router.go(router.toConversation(uuid)));
  const shortcuts = new Shortcuts(settings, {
    filter: () => {
      if (document.getElementById("filter").offsetParent === null) {
        router.replace("#/");
      }
      filter.focus();
    },
    start: () => router.go("#/new"),
    openNeighbor: (step) => list.openNeighbor(step),
    close: leaveView,
  });
  new Connection(document.getElementById("connection"), polling);
  showMe(
    document.getElementById("me"),
    session,
    [notifications.button, iconButton("help", "Keyboard shortcuts", { id: "help", click: () => shortcuts.show() })].filter(Boolean),
    () => signOut(unsent, session),
  );
  followUnread();
  followTime();
  session.onLeave(() => store.clear());
  session.onLeave(end);
  guardLeaving(unsent, session);

  const frame = document.getElementById("messenger");
  const container = document.getElementById("open");
  let open = null;
  let openUuid = null;
  let leftUuid = null;

  /** Refreshes the list and the open view. Returns whether anything changed. */
  async function refresh() {
    // A hidden page needs to know only that there is something new.
    const results = await Promise.allSettled([list.refresh(), document.hidden || open?.refresh?.()]);
    const failed = results.find((result) => result.status === "rejected");
    if (failed) {
      throw failed.reason;
    }
    return !document.hidden && results.some((result) => result.value === true);
  }

  function show(route) {
    if (open?.isAt?.(route)) {
      openUuid = route.uuid;
      list.select(openUuid);
      showAsSeen();
      polling.wake();
      return;
    }
    const isWriting = Boolean(document.activeElement?.closest(".composer"));
    open?.close?.();
    setTitle("Messages");
    open = viewOf(route);
    openUuid = route.name === "conversation" ? route.uuid : null;
    container.replaceChildren(open?.root ?? nothingOpen());
    frame.classList.toggle("has-open", open !== null);
    list.select(openUuid, route.handle);
    showAsSeen();
    open?.opened(isWriting);
    if (open === null && leftUuid !== null) {
      list.focus(leftUuid);
    }
    leftUuid = null;
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
      default:
        return null;
    }
  }

  /** Closes the open view. The focus moves to its row in the list. */
  function leaveView() {
    if (open !== null) {
      leftUuid = openUuid;
      router.go("#/");
    }
  }

  function followUnread() {
    unread.addEventListener("change", () => setUnreadCount(unread.count));
    conversations.addEventListener("arrived", ({ detail }) => {
      if (document.hidden || !document.hasFocus()) {
        notifications.show(detail);
      }
    });
    document.addEventListener("visibilitychange", showAsSeen);
  }

  /** The messages of the open conversation are seen while the page is visible. */
  function showAsSeen() {
    const visible = document.hidden ? null : openUuid;
    unread.show(visible);
    notifications.close(visible);
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
    polling.stop();
    notifications.end();
    setUnreadCount(0);
    return api.forget();
  }

  outbox.addEventListener("delivered", ({ detail: { entry, response } }) => {
    conversations.sent(entry, response);
    polling.wake();
  });
  outbox.addEventListener("removed", () => polling.wake());
  frame.hidden = false;
  router.follow(show);
  outbox.resume();
  if (Session.takeBegun() && open === null && !matchMedia("(pointer: coarse)").matches) {
    filter.focus();
  }
}
