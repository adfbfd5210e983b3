package cruddur.commands.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks a line into several, between words where there are any. */
public final class Wrapping {

  private Wrapping() {}

  /**
   * The lines, none wider than this many columns.
   *
   * @param columns 2 or more, since a character can take two
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

  /** Behind the last space that fits; where there is none, behind the last character that fits. */
  private static int end(String line, int columns) {
    int end = 0;
    int width = 0;
    int behindSpace = 0;
    while (true) {
      int codePoint = line.codePointAt(end);
      width += DisplayText.width(Character.toString(codePoint));
      if (Character.isWhitespace(codePoint)) {
        behindSpace = end + Character.charCount(codePoint);
      }
      if (width > columns) {
        return behindSpace > 0 ? behindSpace : end;
      }
      end += Character.charCount(codePoint);
    }
  }
}
