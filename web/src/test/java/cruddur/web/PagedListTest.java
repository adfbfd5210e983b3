package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lists that the API returns in pages, each of them shorter than asked for or empty. An item is a
 * letter and the time of its last change.
 */
@ExtendWith(BrowserExtension.class)
class PagedListTest {

  private static final String PRELUDE =
      """
      const { PagedList } = await import(new URL("assets/api/paged-list.js", document.baseURI));
      let pages = [];
      const pageAt = (index) => ({
        items: pages[index].split(" ").filter(Boolean).map(([uuid, at]) => ({ uuid, created_at: at })),
        next: index + 1 < pages.length ? index + 1 : null,
        etag: null,
      });
      let fetchNewest = async () => pageAt(0);
      let fetchPage = async (index) => pageAt(index);
      const list = new PagedList((etag) => fetchNewest(etag), (index) => fetchPage(index));
      const unchanged = async () => { fetchNewest = async () => null; await list.refresh(); };
      const api = async (...now) => { pages = now; await list.refresh(); };
      const more = () => list.loadMore();
      const item = ([uuid, at]) => ({ uuid, created_at: at });
      const announce = (text) => list.add(item(text));
      /** Reads a page now, and returns what lets it arrive. */
      const reading = (...now) => {
        pages = now;
        const page = pageAt(0);
        let arrive;
        const arrived = new Promise((resolve) => (arrive = () => resolve(page)));
        fetchNewest = () => arrived;
        const refreshed = list.refresh();
        return async () => { fetchNewest = async () => pageAt(0); arrive(); return refreshed; };
      };
      const shown = () => list.items.reverse().map(({ uuid, created_at: at }) => uuid + at).join(" ") + (list.hasMore ? " ..." : "");
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an empty page has a next one           | await api("", "", "a5"); await more(); await more()                      | a5
          an empty page is not the end           | await api("", "a5")                                                      | ...
          a short page is not the end            | await api("a9", "", "b5"); await more(); await more()                    | a9 b5
          a refresh passes empty pages           | await api("a5 b4"); await api("", "c6", "a5 b4")                         | c6 a5 b4
          a refresh ends where all has moved     | await api("a5", "b4"); await api("c8", "a7", "b4", "d1")                 | c8 a7 b4 ...
          a list that was empty begins anew      | await api("", "b4"); await api("a5", "b4")                               | a5 ...
          an item leaves the list                | await api("a5 b4 c3"); await api("a5 c3")                                | a5 c3
          the last item leaves a complete list   | await api("a5"); await api("")                                           | NULL
          the end of a page says nothing below   | await api("a5 b4", "c3"); await more(); await api("a5", "b4 c3")         | a5 b4 c3
          an item below the pages stays          | await api("a5", "b4", "c3"); await more(); await more(); await api("d6", "a5", "b4")  | d6 a5 b4 c3
          an item that has moved stays           | await api("a5 b4 c3"); await api("c6 a5 b4")                             | c6 a5 b4
          an item comes back                     | await api("a5 b4"); await api("a5"); await api("a5 b4")                  | a5 b4
          an item below one that moved up stays  | await api("a5 b4 c3"); await api("c6 a5", "b4")                          | c6 a5 b4
          a list that was cleared is complete    | await api("a5", "b4"); await api("")                                     | NULL
          an event is added                      | await api("a5 b4"); announce("c6")                                       | c6 a5 b4
          an event before the first load waits   | announce("c6"); const end = reading("c6 a5"); await end()                | c6 a5
          an event during the first load waits   | const end = reading("a5"); announce("c6"); await end()                   | c6 a5
          what was cleared before it does not    | announce("c6"); const end = reading("a5"); await end()                   | a5
          an event during a refresh stays        | await api("a5"); const end = reading("a5"); announce("c6"); await end()  | c6 a5
          what was announced and cleared leaves  | await api("a5"); announce("c6"); await api("")                           | NULL
          also if the page is unchanged          | await api("a5"); announce("c6"); await unchanged()                       | a5
          a repeated event does not bring it back | await api("a5"); announce("c6"); await api("a5"); announce("c6")        | a5
          nor what came with a page              | await api("a5 b4"); await api("a5"); announce("b4"); announce("c6")      | c6 a5
          an event below the page is not removed | await api("a5", "b3"); await more(); announce("c4"); await api("a5", "b3") | a5 c4 b3
          an event of before is not added        | await api("b5 c4"); announce("a3"); announce("d6")                       | d6 b5 c4
          all pages that are read remove it      | await api("a1"); announce("b2"); announce("c3"); await api("f6", "e5 d4") | f6 e5 d4
          a page that no longer exists is no page | await api("b2", "a1"); const late = pageAt(1); let end; fetchPage = () => new Promise((resolve) => (end = () => resolve(late))); const loaded = more(); await api(""); end(); await loaded | NULL
          an item that the user moved stays      | await api("a5 b4"); list.merge([{ uuid: "b", created_at: "9" }]); await api("c7 a5 b4") | b9 c7 a5
          """,
      nullValues = "NULL")
  void whatIsLoadedHasNoGapsAndNothingThatLeft(
      String rule, String steps, String expected, MessengerPage page) {
    page.open("");

    assertEquals(
        expected == null ? "" : expected,
        ((String) page.runAsync(PRELUDE + steps + "; return shown();")).strip(),
        rule);
  }

  @Test
  void oneOfTwoCallersThatShareARequestLearnsWhatIsNew(MessengerPage page) {
    page.open("");

    assertEquals(
        List.of("b", ""),
        page.runAsync(
            PRELUDE
                + """
                await api("a5");
                const end = reading("b6 a5");
                const results = [end(), list.refresh()];
                return (await Promise.all(results)).map((items) => items.map(({ uuid }) => uuid).join());
                """));
  }

  @Test
  void aPageReplacesFieldsThatChangedWithoutATime(MessengerPage page) {
    page.open("");

    assertEquals(
        "New",
        page.runAsync(
            PRELUDE
                + """
                await api("a5");
                list.merge([{ uuid: "a", created_at: "6", name: "Old" }]);
                fetchNewest = async () => ({ items: [{ uuid: "a", created_at: "6", name: "New" }], next: null, etag: null });
                const changed = await list.refresh();
                return changed.length === 0 && list.get("a").name;
                """));
  }
}
