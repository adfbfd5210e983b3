package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the page counts between a mark and the next response of the API. Times are {@code 1} to
 * {@code 9}.
 */
@ExtendWith(BrowserExtension.class)
class UnreadCountsTest {

  private static final String PRELUDE =
      """
      const { UnreadCounts } = await import(new URL("assets/conversations/unread-counts.js", document.baseURI));
      const counts = new UnreadCounts();
      const time = (minute) => minute && `2026-11-29T11:0${minute}:00.000000+00:00`;
      const list = (requestedAt, unread, newest, readUpTo = "") =>
        counts.list([{ uuid: "a", unread_count: unread, created_at: time(newest), read_up_to: time(readUpTo) }], requestedAt);
      const ask = () => counts.requested();
      const mark = (upTo, ...seen) => counts.mark("a", time(upTo), seen.map(time));
      const confirm = (upTo) => counts.confirm("a", time(upTo));
      const withdraw = (upTo) => counts.withdraw("a", time(upTo));
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what the API says counts                        | list(ask(), 3, 3)                                                                        | 3
          an unknown conversation has none                | ask()                                                                                    | 0
          a mark counts at once                           | list(ask(), 3, 3); mark(3, 1, 2, 3)                                                      | 0
          a list requested before the mark is older       | list(ask(), 3, 3); const old = ask(); mark(3, 1, 2, 3); list(old, 3, 3)                  | 0
          also if it comes after the confirmation         | list(ask(), 3, 3); const old = ask(); mark(3, 1, 2, 3); confirm(3); list(old, 3, 3)      | 0
          and so is one requested before the confirmation | list(ask(), 3, 3); mark(3, 1, 2, 3); const old = ask(); confirm(3); list(old, 3, 3)      | 0
          later messages count alone                      | list(ask(), 3, 3); mark(3, 1, 2, 3); list(ask(), 5, 5)                                   | 2
          even if the list knows of an earlier mark       | list(ask(), 3, 3); mark(2, 1, 2); mark(3, 1, 2, 3); list(ask(), 3, 5, 2)                 | 2
          a later message is never lost                   | list(ask(), 3, 3); mark(3, 1, 2, 3); list(ask(), 3, 4)                                   | 1
          the list knows of the mark                      | list(ask(), 3, 3); mark(3, 1, 2, 3); list(ask(), 2, 5, 3)                                | 2
          a list requested after the confirmation decides | list(ask(), 3, 3); mark(3, 1, 2, 3); confirm(3); list(ask(), 4, 3)                       | 4
          a response that was overtaken is older          | const old = ask(); list(ask(), 0, 3, 3); list(old, 3, 3)                                 | 0
          a refused mark counts no more                   | list(ask(), 3, 3); mark(3, 1, 2, 3); withdraw(3)                                         | 3
          an earlier mark does not move it back           | list(ask(), 3, 3); mark(3, 1, 2, 3); mark(2, 1, 2)                                       | 0
          an earlier confirmation is not that of a mark   | list(ask(), 3, 3); mark(2, 1, 2); mark(3, 1, 2, 3); confirm(2); list(ask(), 3, 3)        | 0
          another device's mark counts                    | list(ask(), 3, 3); list(ask(), 0, 3, 3)                                                  | 0
          """)
  void countsFollowMarksAndResponses(String rule, String steps, long expected, MessengerPage page) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps + "; return counts.of('a');"), rule);
  }
}
