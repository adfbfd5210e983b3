package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.TextInput;
import java.util.ArrayList;
import java.util.List;

/** The rule for texts: 1 to 1024 characters (code points), at least one of which can be seen. */
public final class MessageText {

  /** The most characters, counted as code points. */
  public static final int MAX_CODE_POINTS = 1024;

  private MessageText() {}

  /** All that is wrong with a text; empty for a good one. */
  static List<ErrorCode> faultsOf(TextInput given) {
    return switch (given) {
      case TextInput.Absent() -> List.of(ErrorCode.MESSAGE_BLANK);
      case TextInput.NotText() -> List.of(ErrorCode.MESSAGE_INVALID);
      case TextInput.Text(String text) -> faultsOf(text);
    };
  }

  /**
   * Whether nothing of a text can be seen: it is empty, or white space, control and format
   * characters alone.
   */
  static boolean isBlank(String text) {
    return text.codePoints().allMatch(MessageText::isInvisible);
  }

  private static List<ErrorCode> faultsOf(String text) {
    List<ErrorCode> faults = new ArrayList<>();
    if (isBlank(text)) {
      faults.add(ErrorCode.MESSAGE_BLANK);
    }
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      faults.add(ErrorCode.MESSAGE_TOO_LONG);
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
