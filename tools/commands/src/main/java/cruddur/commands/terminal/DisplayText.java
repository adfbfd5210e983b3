package cruddur.commands.terminal;

/**
 * Text as a terminal shows it: how wide it is, cut to a width, and without what would steer the
 * terminal.
 */
public final class DisplayText {

  private static final String ELLIPSIS = "…";

  private DisplayText() {}

  /** One line: line breaks, and control characters of any kind, are spaces. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> isControl(codePoint) ? ' ' : codePoint)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** How many columns a line takes. */
  public static int width(String line) {
    return line.codePoints().map(DisplayText::width).sum();
  }

  /** The line in exactly this many columns: filled with spaces, or cut, with an ellipsis. */
  public static String fitted(String line, int columns) {
    String cut = cut(line, columns);
    return cut + " ".repeat(columns - width(cut));
  }

  /** The line in no more than this many columns. */
  public static String cut(String line, int columns) {
    if (width(line) <= columns) {
      return line;
    }
    int room = columns - 1;
    int end = 0;
    while (true) {
      int codePoint = line.codePointAt(end);
      room -= width(codePoint);
      if (room < 0) {
        return line.substring(0, end) + ELLIPSIS;
      }
      end += Character.charCount(codePoint);
    }
  }

  private static int width(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default ->
          Character.isEmojiPresentation(codePoint)
              // Fullwidth forms of ASCII, and the punctuation of Chinese and Japanese.
              || (0xff01 <= codePoint && codePoint <= 0xff60)
              || (0x3000 <= codePoint && codePoint <= 0x303e);
    };
  }

  /** C0, C1, line and paragraph separators, and the marks that turn the direction of writing. */
  private static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default ->
          (0x202a <= codePoint && codePoint <= 0x202e)
              || (0x2066 <= codePoint && codePoint <= 0x2069);
    };
  }
}
