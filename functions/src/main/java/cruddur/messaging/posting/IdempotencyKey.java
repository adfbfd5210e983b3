package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.TextInput;
import java.util.List;
import java.util.regex.Pattern;

/** The rule for idempotency keys: 1 to 64 visible ASCII characters, such as a UUID; optional. */
final class IdempotencyKey {

  private static final Pattern FORM = Pattern.compile("[!-~]{1,64}");

  private IdempotencyKey() {}

  static List<ErrorCode> errors(TextInput key) {
    return switch (key) {
      case TextInput.Absent() -> List.of();
      case TextInput.Text(String text) when FORM.matcher(text).matches() -> List.of();
      case TextInput.Text _, TextInput.NotText _ -> List.of(ErrorCode.IDEMPOTENCY_KEY_INVALID);
    };
  }
}
