package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The list of conversations, between events and the responses of the API. Times are {@code 1} to
 * {@code 9}.
 */
@ExtendWith(BrowserExtension.class)
class ConversationsTest {

  private static final String PRELUDE =
      """
      const { Conversations } = await import(new URL("assets/conversations/conversations.js", document.baseURI));
      const row = (name, at, unread, readUpTo = "0") => ({
        ...{ uuid: "a", handle: "h", display_name: name, message: `text ${at}`, created_at: `${at}` },
        ...{ unread_count: unread, read_up_to: readUpTo, hidden_up_to: "" },
      });
      let rows = [row("Ann", 3, 3)];
      const other = (uuid, at) => ({ ...row(uuid, at, 0), uuid });
      let pageSize = 9;
      const pageNow = (before = "~") => {
        const older = rows.filter(({ created_at: at }) => at < before);
        const items = older.slice(0, pageSize);
        return { items, next: older.length > pageSize ? items.at(-1).created_at : null, etag: JSON.stringify(items) };
      };
      let fetched = async (before) => pageNow(before);
      const conversations = new Conversations({
        conversations: async (etag, before) => {
          const page = await fetched(before);
          return page.etag === etag ? null : page;
        },
      });
      const arrived = [];
      conversations.addEventListener("arrived", ({ detail: { message } }) => arrived.push(message));
      const api = async (...now) => { rows = [row(...now)]; await conversations.refresh(); };
      /** Reads the list now, and returns what lets the response arrive. */
      const reading = () => {
        const page = pageNow();
        let arrive;
        const response = new Promise((resolve) => (arrive = () => resolve(page)));
        fetched = () => response;
        const refreshed = conversations.refresh();
        fetched = async (before) => pageNow(before);
        return async () => { arrive(); await refreshed; };
      };
      const message = (name, at) => ({ uuid: `m${at}`, handle: "h", display_name: name, message: `text ${at}`, created_at: `${at}` });
      const receive = (name, at) => conversations.receive("a", message(name, at), false);
      const send = (at) => conversations.receive("a", message("Me", at), true);
      const shown = () => {
        const { display_name: name, message: text } = conversations.get("a");
        return `${name} ${text} ${conversations.unreadCountOf("a")}`;
      };
      await conversations.refresh();
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a message                                   | receive("Ann", 4); return shown()                                                    | Ann text 4 4
          it comes with the name of its sender        | receive("Anna", 4); return shown()                                                   | Anna text 4 4
          an older one does not change it             | receive("Anna", 5); receive("Ann", 4); return shown()                                | Anna text 5 5
          an own message leaves the name              | send(4); return shown()                                                              | Ann text 4 0
          after an own message, others count alone    | send(4); receive("Ann", 5); return shown()                                           | Ann text 5 1
          the list changes the name                   | receive("Ann", 4); await api("Anna", 4, 4); return shown()                           | Anna text 4 4
          read on another device                      | receive("Ann", 4); conversations.readElsewhere("a", "4"); return shown()             | Ann text 4 0
          all that is known was read                  | receive("Ann", 4); return conversations.readElsewhere("a", "4")                      | true
          a later one is known to be unread           | receive("Ann", 4); return conversations.readElsewhere("a", "3")                      | true
          only the list knows how many are unread     | return conversations.readElsewhere("a", "2")                                         | false
          a mark during a request lets it be repeated | rows = [row("Ann", 4, 4)]; const end = reading(); rows = [row("Ann", 4, 1, "3")]; conversations.readElsewhere("a", "3"); await end(); return shown() | Ann text 4 1
          one that has left the newest page           | pageSize = 2; rows = [other("b", 4), row("Ann", 3, 3)]; await conversations.refresh(); rows = [other("c", 5), other("b", 4), row("Ann", 3, 0, "3")]; await conversations.refresh(); return shown() | Ann text 3 0
          a new message is reported                   | receive("Ann", 4); return arrived.join()                                             | text 4
          once                                        | receive("Ann", 4); receive("Ann", 4); await api("Ann", 4, 4); return arrived.join()  | text 4
          also by two requests at the same time       | rows = [row("Ann", 4, 4)]; await Promise.all([conversations.refreshAnew(), conversations.refresh()]); return arrived.join() | text 4
          not if it is read already                   | conversations.readElsewhere("a", "4"); receive("Ann", 4); return arrived.join()      | ''
          nor once more after that                    | receive("Ann", 4); conversations.readElsewhere("a", "4"); receive("Ann", 4); return arrived.join() | text 4
          """)
  void theListShows(String rule, String steps, String expected, MessengerPage page) {
    page.open("");

    assertEquals(expected, String.valueOf(page.runAsync(PRELUDE + steps)), rule);
  }
}
