package cruddur.store.dynamodb.item;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

  private static final String HIGH_SURROGATE = "\uD83D";
  private static final String LOW_SURROGATE = "\uDE00";

  @ParameterizedTest
  @CsvSource({"'', 0", "a, 1", "é, 2", "…, 3", "€, 3", "😀, 4", "aé€😀, 10"})
  void lengthIsInBytes(String text, int bytes) {
    assertEquals(bytes, Utf8.length(text));
    assertEquals(text.getBytes(UTF_8).length, Utf8.length(text));
  }

  @Test
  void aLoneSurrogateCountsThreeBytes() {
    assertEquals(3, Utf8.length(HIGH_SURROGATE));
    assertEquals(4, Utf8.length(LOW_SURROGATE + "a"));
  }

  @ParameterizedTest
  @CsvSource({
    // Text that does not fit is truncated and ends with an ellipsis of three bytes.
    "abcd,  5, abcd",
    "abcd,  4, abcd",
    "abcde, 4, a…",
    "abcd,  3, …",
    "ééé,   6, ééé",
    "ééé,   5, é…",
    "éééé,  6, é…",
    "€€,    5, …",
    "€€€,   6, €…",
    "😀😀,  8, 😀😀",
    "😀😀,  7, 😀…",
    "😀😀,  6, …",
    "a😀😀, 8, a😀…",
    "a😀😀, 7, a…",
  })
  void aLongTextIsTruncatedBetweenCodePoints(String text, int maxBytes, String truncated) {
    assertEquals(truncated, Utf8.truncate(text, maxBytes));
  }

  @ParameterizedTest
  @CsvSource({"2", "1", "0", "-1", "-100"})
  void aTextIsEmptyIfNotEvenAnEllipsisFits(int maxBytes) {
    assertEquals("", Utf8.truncate("abcd", maxBytes));
  }

  @Test
  void anEmptyTextAlwaysFits() {
    assertEquals("", Utf8.truncate("", 0));
    assertEquals("", Utf8.truncate("", -1));
  }

  @Test
  void loneSurrogatesAreKeptOrRemovedLikeCharacters() {
    assertEquals(HIGH_SURROGATE + "…", Utf8.truncate(HIGH_SURROGATE + "abcdef", 6));
    assertEquals("…", Utf8.truncate(HIGH_SURROGATE + "abcdef", 5));
    assertEquals("a" + LOW_SURROGATE + "…", Utf8.truncate("a" + LOW_SURROGATE + "bcdef", 7));
  }

  @Test
  void aTruncatedTextIsAsLongAsPossibleAndSplitsNoSurrogatePair() {
    Random seeded = new Random(20261122);
    String[] characters = {"a", "é", "€", "😀"};
    for (int round = 0; round < 2_000; round++) {
      String text =
          seeded
              .ints(1 + seeded.nextInt(30), 0, characters.length)
              .mapToObj(i -> characters[i])
              .collect(Collectors.joining());
      int bytes = text.getBytes(UTF_8).length;
      int maxBytes = 3 + seeded.nextInt(bytes);

      String truncated = Utf8.truncate(text, maxBytes);

      assertTrue(truncated.getBytes(UTF_8).length <= maxBytes);
      if (bytes <= maxBytes) {
        assertEquals(text, truncated);
      } else {
        String kept = truncated.substring(0, truncated.length() - 1);
        assertEquals(kept + "…", truncated);
        assertTrue(text.startsWith(kept));
        String withNext = text.substring(0, text.offsetByCodePoints(kept.length(), 1));
        assertTrue(withNext.getBytes(UTF_8).length + 3 > maxBytes);
      }
    }
  }
}
