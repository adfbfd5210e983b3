package cruddur.conversation;

import java.util.ArrayList;
import java.util.List;

/** The rule for texts: 1 to 1024 characters (code points), at least one of which can be seen. */
public final class MessageText {

  /** The most characters, counted as code points. */
  public static final int MAX_CODE_POINTS = 1024;

  private MessageText() {}

  /** All that is wrong with a text; empty for a good one. */
  static List<Refusal> faultsOf(GivenText given) {
    return switch (given) {
      case GivenText.Absent() -> List.of(Refusal.MESSAGE_BLANK);
      case GivenText.NotText() -> List.of(Refusal.MESSAGE_INVALID);
      case GivenText.Text(String text) -> faultsOf(text);
    };
  }

  /**
   * Whether nothing of a text can be seen: it is empty, or white space, control and format
   * characters alone.
   */
  static boolean isBlank(String text) {
    return text.codePoints().allMatch(MessageText::isInvisible);
  }

  private static List<Refusal> faultsOf(String text) {
    List<Refusal> faults = new ArrayList<>();
    if (isBlank(text)) {
      faults.add(Refusal.MESSAGE_BLANK);
    }
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      faults.add(Refusal.MESSAGE_TOO_LONG);
    }
    return faults;
  }

  private static boolean isInvisible(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }
}
