import { Api } from "./api/api.js";
import { ConversationListView } from "./conversations/conversation-list-view.js";
import { Conversations } from "./conversations/conversations.js";
import { showMe } from "./conversations/me.js";
import { NewConversationView } from "./conversations/new-conversation-view.js";
import { StartView } from "./conversations/start-view.js";
import { ConversationView } from "./messages/conversation-view.js";
import { Drafts } from "./messages/drafts.js";
import { Outbox } from "./messages/outbox.js";
import { StartedConversations } from "./messages/started-conversations.js";
import { Polling } from "./polling.js";
import * as router from "./router.js";
import { Connection } from "./ui/connection.js";
import { nothingOpen } from "./ui/empty-states.js";

/** The page of a signed-in user: the conversation list on one side, the open view on the other. */
export function startMessenger(config, session) {
  const api = new Api(config.api, session);
  const conversations = new Conversations(api);
  const started = new StartedConversations(session.handle);
  const outbox = new Outbox(api, started, session.handle);
  const drafts = new Drafts(started, session.handle);
  const polling = new Polling(refresh);
  const messenger = { api, session, conversations, started, outbox, drafts, polling };
  const list = new ConversationListView(document.getElementById("conversations"), messenger);
  new Connection(document.getElementById("connection"), polling);
  showMe(document.getElementById("me"), session);

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
    const isWriting = Boolean(document.activeElement?.closest(".composer"));
    open?.close?.();
    document.title = "Messages";
    open = viewOf(route);
    container.replaceChildren(open?.root ?? nothingOpen());
    frame.classList.toggle("has-open", open !== null);
    list.select(route.name === "conversation" ? route.uuid : null);
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
