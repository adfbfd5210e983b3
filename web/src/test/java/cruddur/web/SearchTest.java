package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are found by which words. */
@ExtendWith(BrowserExtension.class)
class SearchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Łukasz Żak    | lukasz zak
          Søren Ærø     | SOREN aero
          Đặng          | dang
          Işık İnci     | ışık inci
          Işık İnci     | ISIK
          Groß          | gross
          Gross         | GROẞ
          Þórður Ðe     | thordur de
          Œuvre Ħal Ŧŋ  | oeuvre hal tn
          O’Neil        | o'neil
          O'Neil        | O’NEIL
          O´Neil        | oneil
          Hawaiʻi       | hawai'i
          Jean‑Pierre   | jean-p
          Anne–Marie    | anne-m
          Γιώργος       | γιωργοσ
          王小明         | 小明
          """)
  void aNameIsFoundHoweverItsLettersAreTyped(String name, String words, MessengerPage page) {
    assertEquals(List.of(true, true), matches(page, name, words, "@user_h " + words));
  }

  @ParameterizedTest
  @CsvSource({"Łukasz, lukasx", "Søren, sorin", "Groß, groz", "Jean-Pierre, jean_p"})
  void otherWordsDoNotMatch(String name, String words, MessengerPage page) {
    assertEquals(List.of(false), matches(page, name, words));
  }

  private static Object matches(MessengerPage page, String name, String... searches) {
    page.open("");
    return page.runAsync(
        """
        const { matcher } = await import(new URL("assets/ui/search.js", document.baseURI));
        return arguments[1].map((text) => matcher(text)({ display_name: arguments[0], handle: "user_h" }));
        """,
        name,
        List.of(searches));
  }
}
