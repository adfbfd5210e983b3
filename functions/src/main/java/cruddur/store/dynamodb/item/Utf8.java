package cruddur.store.dynamodb.item;

/** Measures and truncates strings in bytes of UTF-8, as DynamoDB does. */
final class Utf8 {

  private static final String ELLIPSIS = "…";
  private static final int ELLIPSIS_BYTES = 3;

  private Utf8() {}

  /** An unpaired surrogate counts three bytes, the most that an encoder writes for it. */
  static int length(String text) {
    return text.codePoints().map(Utf8::bytesOf).sum();
  }

  /** Truncates between code points, with an ellipsis; empty if not even the ellipsis fits. */
  static String truncate(String text, int maxBytes) {
    if (length(text) <= maxBytes) {
      return text;
    }
    if (maxBytes < ELLIPSIS_BYTES) {
      return "";
    }
    int remaining = maxBytes - ELLIPSIS_BYTES;
    int end = 0;
    while (true) {
      int codePoint = text.codePointAt(end);
      remaining -= bytesOf(codePoint);
      if (remaining < 0) {
        return text.substring(0, end) + ELLIPSIS;
      }
      end += Character.charCount(codePoint);
    }
  }

  private static int bytesOf(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
