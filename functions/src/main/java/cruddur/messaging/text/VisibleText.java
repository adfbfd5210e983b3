package cruddur.messaging.text;

/**
 * Tells whether people see anything of a text. Invisible by themselves are white space, control
 * characters, marks and selectors, Default_Ignorable_Code_Point, noncharacters, unassigned code
 * points and the empty braille pattern. The data are those of the JDK and of {@link
 * DefaultIgnorables}; the page has the same rule in {@code web/page/assets/ui/visible-text.js}.
 */
public final class VisibleText {

  /** Its category is that of a symbol, but it shows no dot. */
  private static final int BRAILLE_PATTERN_BLANK = 0x2800;

  private VisibleText() {}

  /** Whether a text has at least one visible code point. */
  public static boolean isVisible(String text) {
    return text.codePoints().anyMatch(VisibleText::isVisible);
  }

  /** Whether a code point is visible on its own. */
  public static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.UNASSIGNED,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          false;
      default -> codePoint != BRAILLE_PATTERN_BLANK && !DefaultIgnorables.contains(codePoint);
    };
  }
}
