package cruddur.commands.terminal;

import java.util.ArrayList;
import java.util.List;

/** Wraps a line, between words if possible. */
public final class Wrapping {

  private Wrapping() {}

  /**
   * Wraps the text into lines of at most this width.
   *
   * @param columns at least 2, since a character can be that wide
   */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (DisplayText.width(rest) > columns) {
      int end = end(rest, columns);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** The end of the last word that fits, or of the last character if no word fits. */
  private static int end(String line, int columns) {
    int end = 0;
    int width = 0;
    int afterSpace = 0;
    while (true) {
      int codePoint = line.codePointAt(end);
      width += DisplayText.width(Character.toString(codePoint));
      if (Character.isWhitespace(codePoint)) {
        afterSpace = end + Character.charCount(codePoint);
      }
      if (width > columns) {
        return afterSpace > 0 ? afterSpace : end;
      }
      end += Character.charCount(codePoint);
    }
  }
}
