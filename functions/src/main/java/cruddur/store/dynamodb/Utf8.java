package cruddur.store.dynamodb;

/** Strings as DynamoDB measures them: in bytes of UTF-8. */
final class Utf8 {

  private static final String ELLIPSIS = "…";
  private static final int ELLIPSIS_BYTES = 3;

  private Utf8() {}

  /**
   * How many bytes a string takes. A lone surrogate, which has no UTF-8, counts three: no encoder
   * writes more for it.
   */
  static int length(String text) {
    return text.codePoints().map(Utf8::bytesOf).sum();
  }

  /**
   * The string if it takes no more than {@code maxBytes}; otherwise as much of it as leaves room
   * for an ellipsis, cut between code points, and the ellipsis. Empty where not even that fits.
   */
  static String truncate(String text, int maxBytes) {
    if (length(text) <= maxBytes) {
      return text;
    }
    if (maxBytes < ELLIPSIS_BYTES) {
      return "";
    }
    int room = maxBytes - ELLIPSIS_BYTES;
    int end = 0;
    while (true) {
      int codePoint = text.codePointAt(end);
      room -= bytesOf(codePoint);
      if (room < 0) {
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
