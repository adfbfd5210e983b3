package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
      const list = new PagedList(async () => pageAt(0), async (index) => pageAt(index));
      const api = async (...now) => { pages = now; await list.refresh(); };
      const more = () => list.loadMore();
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
}
