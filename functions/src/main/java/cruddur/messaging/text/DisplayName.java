package cruddur.messaging.text;

/** The rule for display names: 1 to 50 code points, at least one of them visible. */
public final class DisplayName {

  public static final int MAX_CODE_POINTS = 50;

  private DisplayName() {}

  /** Cuts a name that is too long. If nothing of it is visible, the handle takes its place. */
  public static String of(String name, String handle) {
    String cut = cut(name);
    return VisibleText.isVisible(cut) ? cut : cut(handle);
  }

  public static boolean isTooLong(String name) {
    return name.codePointCount(0, name.length()) > MAX_CODE_POINTS;
  }

  private static String cut(String name) {
    return isTooLong(name) ? name.substring(0, name.offsetByCodePoints(0, MAX_CODE_POINTS)) : name;
  }
}
