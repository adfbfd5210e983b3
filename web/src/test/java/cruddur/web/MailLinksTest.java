package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mail address is a link as a whole: a part of it would be the address of someone else. */
@ExtendWith(BrowserExtension.class)
class MailLinksTest {

  private static final String ANA = "ana@example.com";

  @Test
  void aNameContainsApostrophesAndAmpersands(MessengerPage page) {
    page.open("");

    assertEquals(
        List.of(
            link("r&d@example.com", "mailto:r%26d@example.com"),
            link("o'brien@example.com", "mailto:o'brien@example.com"),
            link("o'brien@example.com", "mailto:o'brien@example.com"),
            link("100%a@example.com", "mailto:100%25a@example.com"),
            link("_ana-b.c+d@example.com", "mailto:_ana-b.c+d@example.com"),
            link(
                "mailto:r&d@example.com?subject=a&body=b",
                "mailto:r%26d@example.com?subject=a&body=b")),
        LinksTest.links(
            page,
            List.of(
                "r&d@example.com",
                "o'brien@example.com",
                "'o'brien@example.com'",
                "100%a@example.com",
                "_ana-b.c+d@example.com",
                "mailto:r&d@example.com?subject=a&body=b")));
  }

  @Test
  void theEndOfANameIsNoAddress(MessengerPage page) {
    page.open("");
    List<String> texts = new ArrayList<>();
    "!#$*/=?^`{|}~’‘ʼ´＇′＆＋‑–—·…•™é＿．․\u0301\u200b\u00ad\u2060"
        .codePoints()
        .forEach(between -> {
          texts.add("an" + Character.toString(between) + "bo@example.com");
          texts.add("ан" + Character.toString(between) + "bo@example.com");
        });
    texts.addAll(
        List.of(
            "j***n@example.com",
            "j•••n@example.com",
            "ju\u0308rgen@example.com",
            "x@y@ana@example.com",
            "\u212Aana@example.com",
            "ana\u017F@example.com",
            "ana@example.co\u200bm",
            "mailto:b%40example.org%2cana@example.com"));

    assertEquals(texts.stream().map(_ -> List.of()).toList(), LinksTest.links(page, texts));
  }

  @Test
  void punctuationAroundAnAddressIsNoPartOfIt(MessengerPage page) {
    page.open("");
    List<String> texts = new ArrayList<>();
    for (String before :
        List.of(
            "\"", "'", "‘", "“", "„", "«", "‹", "(", "[", "{", "<", "*", "**", "~~", "`", "|", "「",
            "（", "→", "•", "–", "—", "¿", "…", "\u200f", "\u200e", "\n", "\u00a0", "x ", "x '",
            "x: ", "x:", "x,", "x;", "x(", "x<", "x“", "谢谢，", "谢谢。", "谢谢：", "谢谢！", "谢谢「", "हिन्दी।",
            "سلام؟", "x😀", "❤️")) {
      texts.add(before + ANA);
    }
    for (String after :
        List.of(
            "\"", "'", "’", "”", "»", "›", ")", "]", "}", ">", "*", "~", "`", "|", ":", ",", ";",
            "」", "）", "，", "。", "！", "…", "–", "·", "😀", "؟", "၊", "\u200f", ".", "!", "?", "’s",
            "'s", "&", " x")) {
      texts.add(ANA + after);
    }

    assertEquals(
        texts.stream().map(_ -> link(ANA, "mailto:" + ANA)).toList(), LinksTest.links(page, texts));
  }

  @Test
  void aListWithoutSpacesHasSeveralAddresses(MessengerPage page) {
    page.open("");

    assertEquals(
        List.of("a@x.example", "b@x.example", "c&d@x.example", "e@x.example"),
        LinksTest.links(page, List.of("a@x.example|b@x.example;c&d@x.example&e@x.example"))
            .getFirst()
            .stream()
            .map(link -> link.get("shown"))
            .toList());
  }

  /** A number that goes on is another number. */
  @Test
  void theBeginningOfATelephoneNumberIsNoNumber(MessengerPage page) {
    page.open("");
    List<String> texts =
        List.of(
            "+49 30 1234567\u202f89",
            "+49 30 1234567\u2009(89",
            "+49 30 1234567\u200b89",
            "+49 30 1234567\u221289");

    assertEquals(texts.stream().map(_ -> List.of()).toList(), LinksTest.links(page, texts));
  }

  private static List<Map<String, String>> link(String shown, String href) {
    return List.of(Map.of("shown", shown, "href", href, "target", ""));
  }
}
