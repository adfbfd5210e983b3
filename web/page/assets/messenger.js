import { Api } from "./api/api.js";
import { ConversationListView } from "./conversations/conversation-list-view.js";
import { Conversations } from "./conversations/conversations.js";
import { showMe } from "./conversations/me.js";
import { NewConversationView } from "./conversations/new-conversation-view.js";
import { StartView } from "./conversations/start-view.js";
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
import { Connection } from "./ui/connection.js";
import { nothingOpen } from "./ui/empty-states.js";

/** The page of a signed-in user: the conversation list on one side, the open view on the other. */
export async function startMessenger(config, session) {
  const api = new Api(config.api, session);
  const conversations = new Conversations(api);
  const store = await UserStore.open(session.user);
  const started = new StartedConversations(store);
  const outbox = new Outbox(api, store, started);
  const drafts = new Drafts(store, started);
  const unsent = new Unsent(store, outbox, drafts, started);
  const fileGuard = new FileGuard();
  const polling = new Polling(refresh);
  const messenger = { api, session, conversations, started, outbox, drafts, unsent, fileGuard, polling };
  const list = new ConversationListView(document.getElementById("conversations"), messenger);
  new Connection(document.getElementById("connection"), polling);
  showMe(document.getElementById("me"), session, () => signOut(unsent, session));
  session.onLeave(() => store.clear());
  guardLeaving(unsent, session);

  const frame = document.getElementById("messenger");
  const container = document.getElementById("open");
  let open = null;

  /** Refreshes the list and the open view. Returns whether anything changed. */
  async function refresh() {
    const results = await Promise.allSettled([list.refresh(), open?.refresh?.()]);
    const failed = results.find((result) => result.status === "rejected");
    if (failed) {
      throw failed.reason;
    }
    return results.some((result) => result.value === true);
  }

  function show(route) {
    if (open?.isAt?.(route)) {
      list.select(route.uuid);
      polling.wake();
      return;
    }
    const isWriting = Boolean(document.activeElement?.closest(".composer"));
    open?.close?.();
    document.title = "Messages";
    open = viewOf(route);
    container.replaceChildren(open?.root ?? nothingOpen());
    frame.classList.toggle("has-open", open !== null);
    list.select(route.uuid ?? null, route.handle);
    open?.opened(isWriting);
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

  outbox.addEventListener("delivered", ({ detail: { entry, response } }) => {
    conversations.sent(entry, response);
    polling.wake();
  });
  outbox.addEventListener("removed", () => polling.wake());
  frame.hidden = false;
  router.follow(show);
  outbox.resume();
  if (Session.takeBegun() && open === null && !matchMedia("(pointer: coarse)").matches) {
    (document.querySelector("#filter input") ?? document.getElementById("new-conversation")).focus();
  }
}
