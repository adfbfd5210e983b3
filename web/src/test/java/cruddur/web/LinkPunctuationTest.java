package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Punctuation and brackets of all scripts at web addresses. */
@ExtendWith(BrowserExtension.class)
class LinkPunctuationTest {

  private static final List<String> ADDRESSES =
      List.of("https://example.com/a", "https://example.com");

  private static final String MARKS =
      ".,:;!?'։።፧።။။།᠃᠁｡﹐··‥‽⸮״׳–—…՝؟،؛۔।॥๚๛၊៕⁇“”’‘«»›❝❞，。！？：；、．﹒․＇־";

  private static final List<String> BRACKETS =
      List.of(
          "()", "[]", "{}", "<>", "\"\"", "''", "``", "«»", "‹›", "„“", "‚‘", "״״", "׳׳", "❝❞",
          "［］", "｛｝", "（）", "＜＞", "＂＂", "｟｠", "｢｣", "「」", "『』", "【】", "《》", "〈〉", "〔〕", "〖〗", "〘〙",
          "〚〛", "〝〞", "〝〟", "﹙﹚", "︵︶", "﹁﹂", "⟨⟩", "⟦⟧", "❨❩", "⸨⸩", "༼༽", "﴿﴾");

  @Test
  void punctuationOfAnyScriptEndsTheSentence(MessengerPage page) {
    page.open("");
    List<String> texts = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String address : ADDRESSES) {
      for (String mark : characters(MARKS)) {
        texts.addAll(List.of(address + mark, "x " + address + mark + mark + " x"));
        expected.addAll(List.of(address, address));
      }
    }

    assertLinks(expected, page, texts);
  }

  @Test
  void bracketsAndQuotationMarksOfAnyScriptSurroundAnAddress(MessengerPage page) {
    page.open("");
    List<String> texts = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String address : ADDRESSES) {
      for (String pair : BRACKETS) {
        String opening = pair.substring(0, 1);
        String closing = pair.substring(1);
        texts.addAll(List.of(opening + address + closing, opening + address + "." + closing + "。"));
        expected.addAll(List.of(address, address));
      }
    }

    assertLinks(expected, page, texts);
  }

  @Test
  void aTextWithoutSpacesGoesOnBehindABracket(MessengerPage page) {
    page.open("");
    List<String> texts =
        List.of(
            "［https://example.com/a］次", "｢https://example.com/a｣次", "〔https://example.com/a〕を見て");

    assertLinks(
        List.of("https://example.com/a", "https://example.com/a", "https://example.com/a"),
        page,
        texts);
  }

  /** Words of these scripts end with such characters, and addresses contain others. */
  @Test
  void anAddressKeepsWhatIsPartOfItsWords(MessengerPage page) {
    page.open("");
    List<String> addresses =
        List.of(
            "https://bo.example.org/wiki/ལྷ་ས།",
            "https://he.example.org/wiki/ג׳",
            "https://he.example.org/wiki/צה״ל",
            "https://ja.example.org/wiki/〜夏〜",
            "https://th.example.org/wiki/กรุงเทพฯ",
            "https://my.example.org/wiki/ရန်ကုန်၊_မြန်မာ",
            "https://example.com/1990–1995",
            "https://example.com/a-",
            "https://example.com/a։b·c",
            "https://example.com/⟨a⟩",
            "https://example.com/?u=https://example.org/",
            "https://example.com/a:https://example.org/");

    assertLinks(addresses, page, addresses);
    assertLinks(
        List.of("https://bo.example.org/wiki/ལྷ་ས།", "https://he.example.org/wiki/ג׳"),
        page,
        List.of("https://bo.example.org/wiki/ལྷ་ས།།", "https://he.example.org/wiki/ג׳׳"));
  }

  @Test
  void aListWithoutSpacesHasCommasOfAnyScript(MessengerPage page) {
    page.open("");

    assertEquals(
        List.of("https://a.example/x", "https://b.example/y", "https://www.c.example"),
        hrefs(
            LinksTest.links(page, List.of("https://a.example/x،https://b.example/y၊www.c.example"))
                .getFirst()));
  }

  /** A browser reads these dots as dots, so the host goes on behind them. */
  @Test
  void anAddressThatGoesOnBehindADotOfAnotherScriptStaysText(MessengerPage page) {
    page.open("");
    List<String> texts =
        List.of(
            "https://www.example。com",
            "https://example.co｡uk/x",
            "https://example.co．uk/",
            "ana@example.co。uk",
            "ana@example.co．uk",
            "https://example.com/a［b］",
            "https://example.com/a＜b＞");

    assertEquals(texts.stream().map(_ -> List.of()).toList(), LinksTest.links(page, texts));
    assertLinks(
        List.of("https://example.com", "https://example.com/a", "mailto:ana@example.com"),
        page,
        List.of("https://example.com。谢谢", "https://example.com/a。OK", "ana@example.com。谢谢"));
  }

  private static void assertLinks(List<String> expected, MessengerPage page, List<String> texts) {
    assertEquals(
        withTexts(texts, expected.stream().map(List::of).toList()),
        withTexts(
            texts, LinksTest.links(page, texts).stream().map(LinkPunctuationTest::hrefs).toList()));
  }

  private static List<String> hrefs(List<Map<String, String>> links) {
    return links.stream().map(link -> link.get("href")).toList();
  }

  /** Each text with the addresses of its links, so that a failure shows both. */
  private static String withTexts(List<String> texts, List<List<String>> hrefs) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      lines.append(texts.get(i)).append(" -> ").append(hrefs.get(i)).append('\n');
    }
    return lines.toString();
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).collect(Collectors.toList());
  }
}
