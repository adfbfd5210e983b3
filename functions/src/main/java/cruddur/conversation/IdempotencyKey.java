package cruddur.conversation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for idempotency keys: a UUID, or whatever else has 1 to 64 visible ASCII characters. */
final class IdempotencyKey {

  private static final Pattern FORM = Pattern.compile("[!-~]{1,64}");

  private IdempotencyKey() {}

  /** What is wrong with a key; nothing with none. */
  static List<Refusal> faultsOf(GivenText given) {
    return switch (given) {
      case GivenText.Absent() -> List.of();
      case GivenText.Text(String key) when FORM.matcher(key).matches() -> List.of();
      case GivenText.Text _, GivenText.NotText _ -> List.of(Refusal.IDEMPOTENCY_KEY_INVALID);
    };
  }

  /** The key, if there is one; it has no faults. */
  static Optional<String> of(GivenText given) {
    return given instanceof GivenText.Text(String key) ? Optional.of(key) : Optional.empty();
  }
}
