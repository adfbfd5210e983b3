package cruddur.commands.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTextTest {

  @Test
  void theWidthIsInTerminalColumns() {
    assertEquals(5, DisplayText.width("Heron"));
    assertEquals(4, DisplayText.width("日本"));
    assertEquals(2, DisplayText.width("🦦"));
    // A letter and a combining accent.
    assertEquals(1, DisplayText.width("e\u0301"));
  }

  @Test
  void textIsTruncatedBetweenCharactersAndPadded() {
    assertEquals("abc", DisplayText.truncated("abc", 3));
    assertEquals("ab…", DisplayText.truncated("abcd", 3));
    assertEquals("日…", DisplayText.truncated("日本語", 4));
    assertEquals("日… ", DisplayText.padded("日本語", 4));
    assertEquals("ab  ", DisplayText.padded("ab", 4));
  }

  @Test
  void controlCharactersBecomeSpaces() {
    assertEquals("a [2J b c d", DisplayText.oneLine("a\u001b[2J\tb\nc\u202ed"));
  }

  @Test
  void linesWrapBetweenWordsIfPossible() {
    assertEquals(List.of("one two", "three"), Wrapping.lines("one two three", 8));
    assertEquals(List.of("abcd", "efgh", "i"), Wrapping.lines("abcdefghi", 4));
    assertEquals(List.of("日本", "語"), Wrapping.lines("日本語", 5));
    assertEquals(List.of(""), Wrapping.lines("", 5));
  }
}
