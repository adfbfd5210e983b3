package cruddur.messaging.text;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule for visible text, compared with ICU4J's data. {@code -Dtext.record=true} writes {@link
 * DefaultIgnorables} anew; the Unicode versions of ICU4J and the JDK must be the same.
 */
class VisibleTextTest {

  private static final Path GENERATED =
      Path.of("src/main/java/cruddur/messaging/text/DefaultIgnorables.java");

  @Test
  void theTableIsThatOfUnicode() throws IOException {
    if (Boolean.getBoolean("text.record")) {
      Files.writeString(GENERATED, source());
    }
    assertEquals(source(), Files.readString(GENERATED));
  }

  @Test
  void theRuleIsThatOfUnicodeForEveryCodePoint() {
    assertEquals(
        "",
        IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
            .filter(codePoint -> isVisible(codePoint) != VisibleText.isVisible(codePoint))
            .mapToObj("U+%04X"::formatted)
            .collect(joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\r\n",
        "\u00A0",
        "\u3000",
        "\u2028",
        "\u0085",
        "\u0000",
        "\u200B",
        "\u2060",
        "\uFEFF",
        "\u00AD",
        "\u034F",
        "\u115F\u1160",
        "\u3164",
        "\uFFA0",
        "\u2800",
        "\u180E",
        "\uFE0F",
        "\u0301",
        "\u20E3",
        "\u0903",
        "\uFFFE",
        "\uFDD0",
        "\u0378",
        "\uDB40\uDC41",
        "\uDB40\uDD00",
        "\uD83F\uDFFE",
      })
  void nothingIsVisible(String text) {
    assertFalse(VisibleText.isVisible(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " a", "e\u0301", "\u2801", "👋", "❤\uFE0F", "한", "\u0600", "\uE000"})
  void somethingIsVisible(String text) {
    assertTrue(VisibleText.isVisible(text));
  }

  private static boolean isVisible(int codePoint) {
    boolean isInvisible =
        UCharacter.hasBinaryProperty(codePoint, UProperty.WHITE_SPACE)
            || UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
            || UCharacter.hasBinaryProperty(codePoint, UProperty.NONCHARACTER_CODE_POINT)
            || codePoint == 0x2800
            || List.of(
                    UCharacterCategory.CONTROL,
                    UCharacterCategory.UNASSIGNED,
                    UCharacterCategory.SURROGATE,
                    UCharacterCategory.NON_SPACING_MARK,
                    UCharacterCategory.ENCLOSING_MARK,
                    UCharacterCategory.COMBINING_SPACING_MARK)
                .contains((byte) UCharacter.getType(codePoint));
    return !isInvisible;
  }

  private static String source() {
    UnicodeSet set = new UnicodeSet("[:Default_Ignorable_Code_Point:]");
    String ranges =
        StreamSupport.stream(set.ranges().spliterator(), false)
            .map(range -> "    0x%04X, 0x%04X,%n".formatted(range.codepoint, range.codepointEnd))
            .collect(joining())
            .replace("\r", "");
    return """
    package cruddur.messaging.text;

    /**
     * The code points with the property Default_Ignorable_Code_Point of Unicode %s. Generated from
     * ICU4J by VisibleTextTest: do not edit.
     */
    final class DefaultIgnorables {

      /** First and last code point of each range. */
      private static final int[] RANGES = {
    %s  };

      private DefaultIgnorables() {}

      static boolean contains(int codePoint) {
        for (int i = 0; i < RANGES.length; i += 2) {
          if (codePoint >= RANGES[i] && codePoint <= RANGES[i + 1]) {
            return true;
          }
        }
        return false;
      }
    }
    """
        .formatted(UCharacter.getUnicodeVersion().getMajor(), ranges);
  }
}
