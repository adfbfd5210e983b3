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
import { Outbox } from "./messages/outbox.js";
import { StartedConversations } from "./messages/started-conversations.js";
import { Polling } from "./polling.js";
import * as router from "./router.js";
import { Settings } from "./settings.js";
import { Connection } from "./ui/connection.js";
import { nothingOpen } from "./ui/empty-states.js";
import { Shortcuts } from "./ui/shortcuts.js";
import { setTitle, setUnreadCount } from "./ui/title.js";
import { Today } from "./ui/today.js";

/** The page of a signed-in user: the conversation list on one side, the open view on the other. */
export function startMessenger(config, session) {
  const api = new Api(config.api, session);
  const settings = new Settings(session.handle);
  const unread = new Unread(settings);
  const conversations = new Conversations(api, unread);
  const directory = new UserDirectory(api);
  const started = new StartedConversations(session.handle);
  const outbox = new Outbox(api, started, session.handle);
  const drafts = new Drafts(started, session.handle);
  const polling = new Polling(refresh);
  const messenger = { api, session, conversations, directory, started, outbox, drafts, polling };
  const filter = new ConversationFilter(document.getElementById("filter"));
  const list = new ConversationListView(document.getElementById("conversations"), filter, messenger);
  const notifications = new Notifications(settings, (uuid) => router.go(router.toConversation(uuid)));
  const shortcuts = new Shortcuts(settings, {
    filter: () => filter.focus(),
    start: () => router.go("#/new"),
    openNeighbor: (step) => list.openNeighbor(step),
    close: leaveView,
  });
  new Connection(document.getElementById("connection"), polling);
  showMe(
    document.getElementById("me"),
    session,
    [notifications.button, iconButton("help", "Keyboard shortcuts", { id: "help", click: () => shortcuts.show() })].filter(Boolean),
    signOut,
  );
  followUnread();
  followTime();

  const frame = document.getElementById("messenger");
  const container = document.getElementById("open");
  let open = null;
  let openUuid = null;

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
    const isWriting = Boolean(document.activeElement?.closest(".composer"));
    open?.close?.();
    setTitle("Messages");
    open = viewOf(route);
    openUuid = route.name === "conversation" ? route.uuid : null;
    container.replaceChildren(open?.root ?? nothingOpen());
    frame.classList.toggle("has-open", open !== null);
    list.select(openUuid);
    showAsSeen();
    open?.opened(isWriting);
    polling.wake();
  }

  function viewOf(route) {
    switch (route.name) {
      case "conversation":
        return new ConversationView({ uuid: route.uuid }, messenger);
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
    const left = openUuid;
    if (open !== null) {
      router.go("#/");
      addEventListener("hashchange", () => list.focus(left), { once: true });
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

  async function signOut() {
    polling.stop();
    notifications.end();
    setUnreadCount(0);
    await api.forget();
    session.leave();
  }

  outbox.addEventListener("delivered", ({ detail: { entry, response } }) => {
    conversations.sent(entry, response);
    if (!entry.to.uuid) {
      drafts.moveStarted(entry.to.handle);
    }
    polling.wake();
  });
  frame.hidden = false;
  router.follow(show);
  outbox.resume();
}
