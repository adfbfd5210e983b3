package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.TextInput;
import cruddur.messaging.text.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** The rule for message texts: 1 to 1024 code points, at least one of them visible. */
public final class MessageText {

  public static final int MAX_CODE_POINTS = 1024;

  private MessageText() {}

  static List<ErrorCode> errors(TextInput text) {
    return switch (text) {
      case TextInput.Absent() -> List.of(ErrorCode.MESSAGE_BLANK);
      case TextInput.NotText() -> List.of(ErrorCode.MESSAGE_INVALID);
      case TextInput.Text(String value) -> errors(value);
    };
  }

  private static List<ErrorCode> errors(String text) {
    List<ErrorCode> errors = new ArrayList<>();
    if (!VisibleText.isVisible(text)) {
      errors.add(ErrorCode.MESSAGE_BLANK);
    }
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      errors.add(ErrorCode.MESSAGE_TOO_LONG);
    }
    return errors;
  }
}
