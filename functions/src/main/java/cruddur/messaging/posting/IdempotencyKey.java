package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.TextInput;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for idempotency keys: a UUID, or whatever else has 1 to 64 visible ASCII characters. */
final class IdempotencyKey {

  private static final Pattern FORM = Pattern.compile("[!-~]{1,64}");

  private IdempotencyKey() {}

  /** What is wrong with a key; nothing with none. */
  static List<ErrorCode> faultsOf(TextInput given) {
    return switch (given) {
      case TextInput.Absent() -> List.of();
      case TextInput.Text(String key) when FORM.matcher(key).matches() -> List.of();
      case TextInput.Text _, TextInput.NotText _ -> List.of(ErrorCode.IDEMPOTENCY_KEY_INVALID);
    };
  }

  /** The key, if there is one; it has no faults. */
  static Optional<String> of(TextInput given) {
    return given instanceof TextInput.Text(String key) ? Optional.of(key) : Optional.empty();
  }
}
