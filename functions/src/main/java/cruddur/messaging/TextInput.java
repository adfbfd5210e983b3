package cruddur.messaging;

import java.util.Optional;

/** A client's value for a text field, not yet validated. */
public sealed interface TextInput {

  record Absent() implements TextInput {}

  /** Another JSON type, or a string with an unpaired surrogate, which UTF-8 cannot encode. */
  record NotText() implements TextInput {}

  record Text(String value) implements TextInput {}

  /** Classifies a string; {@code null} is {@link Absent}. */
  static TextInput of(String value) {
    if (value == null) {
      return new Absent();
    }
    return value.codePoints().anyMatch(TextInput::isUnpairedSurrogate)
        ? new NotText()
        : new Text(value);
  }

  default Optional<String> text() {
    return this instanceof Text(String value) ? Optional.of(value) : Optional.empty();
  }

  private static boolean isUnpairedSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
