package cruddur.messaging;

/** What a client gave where a text belongs. */
public sealed interface TextInput {

  /** Nothing, or null. */
  record Absent() implements TextInput {}

  /**
   * A number, a list, an object, true or false; or a string with half a surrogate pair, which no
   * encoding can hold.
   */
  record NotText() implements TextInput {}

  /** A text of whole characters, possibly empty. */
  record Text(String value) implements TextInput {}

  /** A string as a client gave it; {@code null} for none. */
  static TextInput of(String value) {
    if (value == null) {
      return new Absent();
    }
    return value.codePoints().anyMatch(TextInput::isHalfAPair) ? new NotText() : new Text(value);
  }

  private static boolean isHalfAPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
