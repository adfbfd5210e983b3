package cruddur.commands.terminal;

/** Text for a terminal: its width, truncation, and removal of control characters. */
public final class DisplayText {

  private static final String ELLIPSIS = "…";

  private DisplayText() {}

  /** Replaces line breaks and all other control characters by spaces. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> isControl(codePoint) ? ' ' : codePoint)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** The width of a line in columns. */
  public static int width(String line) {
    return line.codePoints().map(DisplayText::width).sum();
  }

  /** Pads the line with spaces, or truncates it with an ellipsis, to exactly this width. */
  public static String padded(String line, int columns) {
    String truncated = truncated(line, columns);
    return truncated + " ".repeat(columns - width(truncated));
  }

  /** Truncates the line, with an ellipsis, to at most this width. */
  public static String truncated(String line, int columns) {
    if (width(line) <= columns) {
      return line;
    }
    int remaining = columns - ELLIPSIS.length();
    int end = 0;
    while (true) {
      int codePoint = line.codePointAt(end);
      remaining -= width(codePoint);
      if (remaining < 0) {
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
              // Fullwidth forms of ASCII, and Chinese and Japanese punctuation.
              || (0xff01 <= codePoint && codePoint <= 0xff60)
              || (0x3000 <= codePoint && codePoint <= 0x303e);
    };
  }

  /** C0, C1, line and paragraph separators, and marks that change the writing direction. */
  private static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default ->
          (0x202a <= codePoint && codePoint <= 0x202e)
              || (0x2066 <= codePoint && codePoint <= 0x2069);
    };
  }
}
