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
      const arrive = (at) => counts.arrive("a", `m${at}`, time(at));
      const readElsewhere = (upTo) => counts.readElsewhere("a", time(upTo));
      const own = (at) => { counts.mark("a", time(at), []); counts.confirm("a", time(at)); };
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
          an event counts                                 | list(ask(), 3, 3); arrive(4); arrive(5)                                                  | 5
          a repeated event counts once                    | list(ask(), 3, 3); arrive(4); arrive(4)                                                  | 4
          a list that has it counts it                    | list(ask(), 3, 3); arrive(4); list(ask(), 4, 4)                                          | 4
          and so does one that comes before it            | list(ask(), 3, 3); list(ask(), 4, 4); arrive(4)                                          | 4
          a list of before leaves it                      | list(ask(), 3, 3); const old = ask(); arrive(4); list(old, 3, 3)                         | 4
          what was read elsewhere counts no more          | list(ask(), 3, 3); arrive(4); readElsewhere(4)                                           | 0
          nor if it is announced afterwards               | list(ask(), 0, 3); readElsewhere(4); arrive(4)                                           | 0
          nor if it is announced once more                | list(ask(), 0, 3); arrive(4); readElsewhere(4); arrive(4)                                | 0
          nor if a list was requested before              | list(ask(), 3, 3); const old = ask(); readElsewhere(3); list(old, 3, 3)                  | 0
          nor if the conversation was not listed yet      | const old = ask(); readElsewhere(3); list(old, 3, 3)                                     | 0
          a later message counts alone                    | list(ask(), 3, 3); arrive(4); arrive(5); readElsewhere(4)                                | 1
          a list requested after the event decides        | list(ask(), 3, 3); readElsewhere(2); list(ask(), 1, 3, 2)                                | 1
          an own message counts as read what was before   | list(ask(), 3, 3); own(4)                                                                | 0
          a message after it counts alone                 | list(ask(), 3, 3); own(4); arrive(5)                                                     | 1
          also if it is announced before it               | list(ask(), 3, 3); arrive(5); own(4)                                                     | 1
          and if the list has it                          | list(ask(), 3, 3); own(4); arrive(5); list(ask(), 1, 5)                                  | 1
          a refused mark counts no more after an event    | list(ask(), 3, 3); arrive(4); mark(4, 1, 2, 3, 4); withdraw(4)                           | 4
          """)
  void countsFollowMarksAndResponses(String rule, String steps, long expected, MessengerPage page) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps + "; return counts.of('a');"), rule);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the API has counted                             | list(ask(), 3, 3)                                                                 | true
          all was read elsewhere                          | list(ask(), 3, 3); readElsewhere(3)                                               | true
          some was read elsewhere                         | list(ask(), 3, 3); readElsewhere(2)                                               | false
          what the API has counted was read elsewhere     | list(ask(), 3, 3); arrive(4); readElsewhere(3)                                    | true
          a later list was requested                      | list(ask(), 3, 3); readElsewhere(2); list(ask(), 1, 3, 2)                         | true
          a later message came with an earlier request    | list(ask(), 3, 3); const old = ask(); readElsewhere(3); list(old, 4, 4)           | false
          it was read here                                | list(ask(), 3, 3); mark(2, 1, 2)                                                  | true
          """)
  void theCountIsKnownUnlessAnotherDeviceHasReadSomeOfIt(
      String rule, String steps, boolean expected, MessengerPage page) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps + "; return counts.isKnown('a');"), rule);
  }
}
