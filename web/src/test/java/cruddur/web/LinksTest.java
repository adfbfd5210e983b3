package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Web addresses, mail addresses and telephone numbers in messages. */
@ExtendWith(BrowserExtension.class)
class LinksTest {

  private static final By LINK = By.cssSelector(".bubble a");

  /** What becomes a link in a text, and where it leads. */
  private record Example(String text, String shown, String href) {

    /** A web address opens a tab. */
    String target() {
      return href.matches("(?i)https?:.*") ? "_blank" : "";
    }

    /** An address that leads exactly where it says. */
    static Example same(String text, String shown) {
      return new Example(text, shown, shown);
    }
  }

  private static List<Example> examples() {
    return List.of(
        Example.same("see https://example.com", "https://example.com"),
        Example.same("http://example.com/a?b=c&d=(e)#f.", "http://example.com/a?b=c&d=(e)#f"),
        Example.same("HTTPS://Example.COM/Path!", "HTTPS://Example.COM/Path"),
        Example.same("https://example.com:8443/x, and more", "https://example.com:8443/x"),
        Example.same("http://127.0.0.1:3000/", "http://127.0.0.1:3000/"),
        Example.same("http://localhost/x", "http://localhost/x"),
        Example.same("(https://example.com/a)", "https://example.com/a"),
        Example.same("(https://example.com/a_(b))", "https://example.com/a_(b)"),
        Example.same("[[https://example.com/a[1]]].", "https://example.com/a[1]"),
        Example.same("{see (https://example.com/((x))).}", "https://example.com/((x))"),
        Example.same("<https://example.com/a>", "https://example.com/a"),
        Example.same("\"https://example.com/a\"", "https://example.com/a"),
        Example.same("'https://example.com/a'?!", "https://example.com/a"),
        Example.same("Siehe „https://example.com/a“.", "https://example.com/a"),
        Example.same("„https://example.com“", "https://example.com"),
        Example.same("‚https://example.com/a‘", "https://example.com/a"),
        Example.same("»https://example.com/a«", "https://example.com/a"),
        Example.same("‹https://example.com/a›", "https://example.com/a"),
        Example.same("https://example.com/a؟", "https://example.com/a"),
        Example.same("https://example.com/a، https", "https://example.com/a"),
        Example.same("https://example.com/a।", "https://example.com/a"),
        Example.same("**https://example.com/a**", "https://example.com/a"),
        Example.same("请看https://example.com/a。谢谢", "https://example.com/a"),
        Example.same("「https://example.com/a」", "https://example.com/a"),
        Example.same("https://example.com/a👍🏽", "https://example.com/a"),
        Example.same("https://example.com/a\nnext", "https://example.com/a"),
        Example.same("https://zh.example.org/wiki/山", "https://zh.example.org/wiki/山"),
        Example.same("https://bücher.example/ä", "https://bücher.example/ä"),
        Example.same("https://пример.рф/путь", "https://пример.рф/путь"),
        Example.same("https://россия.com", "https://россия.com"),
        Example.same("https://例え.jp/", "https://例え.jp/"),
        Example.same("https://한국.kr", "https://한국.kr"),
        Example.same("https://مثال.مصر", "https://مثال.مصر"),
        Example.same("https://उदाहरण.भारत", "https://उदाहरण.भारत"),
        Example.same("https://xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai"),
        Example.same("x=javascript:https://example.com", "https://example.com"),
        Example.same("Https://example.com", "Https://example.com"),
        Example.same("https://example.com/~", "https://example.com/~"),
        Example.same("https://example.com/a_b_.", "https://example.com/a_b_"),
        Example.same("see _https://example.com/a_", "https://example.com/a"),
        Example.same("~~https://example.com/a~~", "https://example.com/a"),
        Example.same("https://example.com/a*", "https://example.com/a*"),
        Example.same("（https://example.com/a）谢谢", "https://example.com/a"),
        Example.same("https://example.com/a👍🏽 next", "https://example.com/a"),
        Example.same("https://example.com/a❤️!", "https://example.com/a"),
        new Example("www.example.com/a.", "www.example.com/a", "https://www.example.com/a"),
        new Example("ana@example.com.", "ana@example.com", "mailto:ana@example.com"),
        new Example(
            "(Ana.B+c_d@sub.example.co.uk)",
            "Ana.B+c_d@sub.example.co.uk",
            "mailto:Ana.B+c_d@sub.example.co.uk"),
        new Example("ana@bücher.example", "ana@bücher.example", "mailto:ana@bücher.example"),
        new Example("ana@example.com?", "ana@example.com", "mailto:ana@example.com"),
        new Example("mailto:ana@example.com", "mailto:ana@example.com", "mailto:ana@example.com"),
        new Example(
            "mailto:ana@example.com?subject=Hi&body=x",
            "mailto:ana@example.com?subject=Hi&body=x",
            "mailto:ana@example.com?subject=Hi&body=x"),
        new Example("call +49 30 1234567!", "+49 30 1234567", "tel:+49301234567"),
        new Example("+1 (415) 555-2671.", "+1 (415) 555-2671", "tel:+14155552671"),
        new Example("(+44.20.7946.0958)", "+44.20.7946.0958", "tel:+442079460958"),
        new Example("tel:+351912345678", "tel:+351912345678", "tel:+351912345678"),
        new Example("+351 912 345 678", "+351 912 345 678", "tel:+351912345678"),
        new Example("+49 30 1234567. 3 people", "+49 30 1234567", "tel:+49301234567"),
        new Example("+49 30 1234567, 3 people", "+49 30 1234567", "tel:+49301234567"),
        new Example("+49 30 1234567 - later", "+49 30 1234567", "tel:+49301234567"),
        new Example("Tel.:+351912345678 today", "+351912345678", "tel:+351912345678"));
  }

  @Test
  void anAddressIsALinkWithoutTheSentenceAroundIt(MessengerPage page) {
    page.open("");
    List<Example> examples = examples();

    List<List<Map<String, String>>> links =
        links(page, examples.stream().map(Example::text).toList());

    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      assertEquals(
          List.of(Map.of("shown", example.shown, "href", example.href, "target", example.target())),
          links.get(i),
          example.text);
    }
  }

  /** Other schemes, hosts that are not what they seem, and no addresses of mail or telephone. */
  private static final List<String> TEXTS =
      List.of(
          // Other schemes.
          "javascript:alert(1)",
          "JaVaScRiPt:alert(document.domain)//example",
          "data:text/html,<script>alert(1)</script>",
          "vbscript:msgbox(1)",
          "file:///etc/passwd",
          "ftp://user@example.com/a",
          "xhttps://example.com",
          "https:example.com",
          "https:/example.com",
          "https:///example.com",
          "https://",
          "www.",
          "example.com",
          "index.html",
          "1.2.3.4",
          // Hosts that are not what they seem.
          "https://example.com@evil.example",
          "https://example.com:x@evil.example/",
          "https://example.com:443@evil.example/",
          "https://example.com\\@evil.example",
          "https://evil.example\\.example.com/",
          "https://%65xample.com",
          "https://0x7f.1/",
          "https://2130706433/",
          "https://ｅｘａｍｐｌｅ.com",
          "https://example。com",
          "https://example.com⁄path.evil.example",
          "https://example.com∕path.evil.example",
          "https://exam\u200Bple.com",
          "https://exam\u00ADple.com",
          "https://example.com/\u202Emoc.live",
          "https://example.com/a\u2066b",
          "\u202Ehttps://example.com/a",
          "\u202Dhttps://example.com/a",
          "https://ex\u0430mple.com",
          "https://\u0430\u0440\u0440\u04CF\u0435.com",
          "https://\u0420\u0410\u0423.com",
          "https://xn--\u0430.com",
          "https://\u03B1\u03BF\u03BD.com",
          "https://ехаmple.рф",
          "https://ex\u0131mple.com",
          "https://e\u0323xample.com",
          "https://ꓮꓑꓑꓡꓰ.com",
          "https://example.com:99999/",
          "https://a..example.com",
          "https://-\u0301.example",
          "https://ᅠ.example",
          // They go on behind what an address cannot contain.
          "https://example.com/😀/x",
          "https://example.com/👍🏽?q=1",
          "https://example.com/a©b",
          "https://example.com/a©",
          "https://example.com/™/x",
          "https://example.com/山（地形）",
          "https://example.com/a【b】c",
          "www.example.com/😀/x",
          // No addresses of mail.
          "@ana",
          "ana@",
          "ana@example",
          "ana@1.2",
          ".ana@example.com",
          "a..b@example.com",
          "a@b@example.com",
          "ana@ex\u0430mple.com",
          "mailto:ana@example.com?bcc=evil@example.com",
          "mailto:ana@example.com?attach=/etc/passwd",
          // No telephone numbers.
          "030 1234567",
          "+0 30 1234567",
          "+49 1234",
          "+123456789012345678",
          "a+4930123456",
          "+4930123456a",
          "1+4930123456",
          "+49 (0)30 1234567",
          "+49 (30 1234567",
          "+49 30 12 34 56 - 78",
          "+49 30 12 34 56 – 78",
          "+49 30 123456/78",
          "+1.234.567,89 €",
          "Profit +1 000 000 dollars",
          "+1.234.567",
          "tel:*%2306%23",
          "tel:112");

  @Test
  void anythingElseStaysText(MessengerPage page) {
    page.open("");

    List<List<Map<String, String>>> links = links(page, TEXTS);

    for (int i = 0; i < TEXTS.size(); i++) {
      assertEquals(List.of(), links.get(i), TEXTS.get(i));
    }
  }

  @Test
  void aTextWithSeveralAddressesIsKept(MessengerPage page) {
    page.open("");
    String text = "(https://a.example/x), b@c.example; +49 30 1234567 https://b.example@c.example/";

    assertEquals(
        List.of("https://a.example/x", "mailto:b@c.example", "tel:+49301234567"),
        links(page, List.of(text)).getFirst().stream().map(link -> link.get("href")).toList());
    assertEquals(text, textOf(page, text));
    assertEquals(
        List.of("https://a.example/x", "https://b.example/y", "https://www.c.example/?z"),
        links(page, List.of("https://a.example/x,https://b.example/y;www.c.example/?z"))
            .getFirst()
            .stream()
            .map(link -> link.get("href"))
            .toList());
  }

  /** A slow pattern would stop the page for seconds to hours. */
  @Test
  void aLongTextIsReadAtOnce(MessengerPage page) {
    page.open("");
    for (String part :
        List.of(
            "(",
            ")",
            "[",
            "+1 ",
            "+1(",
            "a@",
            "a.",
            ".",
            "https://",
            "www.",
            "mailto:a@b.c?",
            "…",
            "1-")) {
      for (String start : List.of("", "https://example.com/", "a@", "+49")) {
        String text = start + part.repeat(1024);
        assertEquals(text, textOf(page, text));
      }
    }
  }

  @Test
  void aLinkOpensATabThatKnowsNothingOfThePage(MessengerPage page, PageUnderTest system) {
    String address = system.address() + "assets/icon.svg?(a)";
    String text = "look: " + address + ".";
    system.conversation("alfa_l", "bravo_l", text, "b@c.example");
    page.signIn("bravo_l").openConversation("alfa_l").readsLast(text, "b@c.example");
    assertEquals(
        List.of("noopener noreferrer nofollow", "_blank", "ltr"), attributes(page, address));

    String window = page.driver().getWindowHandle();
    page.click(LINK);
    page.await(() -> page.driver().getWindowHandles().size() == 2);
    page.driver().getWindowHandles().stream()
        .filter(handle -> !handle.equals(window))
        .forEach(handle -> page.driver().switchTo().window(handle));
    page.awaitEquals(address, () -> page.driver().getCurrentUrl());
    assertEquals(true, page.run("return window.opener === null && document.referrer === ''"));
    page.driver().close();
    page.driver().switchTo().window(window);

    assertEquals(
        Arrays.asList("noopener noreferrer nofollow", null, "ltr"),
        attributes(page, "mailto:b@c.example"));
  }

  /** An unclosed isolate, or text from right to left, around an address does not reverse it. */
  @Test
  void anAddressIsShownFromLeftToRight(MessengerPage page, PageUnderTest system) {
    system.conversation("charlie_l", "delta_l", "\u2067שלום https://abc.example/x שלום");
    page.signIn("delta_l").openConversation("charlie_l");
    page.await(() -> page.present(LINK));

    assertEquals(
        true,
        page.run(
            """
            const node = document.querySelector(".bubble a").firstChild;
            const left = (index) => {
              const range = document.createRange();
              range.setStart(node, index);
              range.setEnd(node, index + 1);
              return range.getBoundingClientRect().left;
            };
            return [...node.data].every((_, index) => index === 0 || left(index) > left(index - 1));
            """));
  }

  /** The links of each text. */
  @SuppressWarnings("unchecked")
  static List<List<Map<String, String>>> links(MessengerPage page, List<String> texts) {
    return (List<List<Map<String, String>>>)
        page.run(
            """
            return import("/assets/ui/links.js").then(({ linked }) =>
              arguments[0].map((text) =>
                linked(text)
                  .filter((node) => typeof node !== "string")
                  .map((link) => ({
                    shown: link.textContent,
                    href: link.getAttribute("href"),
                    target: link.getAttribute("target") ?? "",
                  }))));
            """,
            texts);
  }

  private static String textOf(MessengerPage page, String text) {
    return (String)
        page.run(
            """
            return import("/assets/ui/links.js").then(({ linked }) =>
              linked(arguments[0]).map((node) => node.textContent ?? node).join(""));
            """,
            text);
  }

  @SuppressWarnings("unchecked")
  private static List<String> attributes(MessengerPage page, String href) {
    return (List<String>)
        page.run(
            """
            const link = [...document.querySelectorAll(".bubble a")].find((found) =>
              found.getAttribute("href") === arguments[0]);
            return ["rel", "target", "dir"].map((name) => link.getAttribute(name));
            """,
            href);
  }
}
