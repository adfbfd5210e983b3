package cruddur.bench.report;

/** Whether a result reaches its goal. */
public enum Verdict {
  OK("ok"),
  FALLS_SHORT("falls short"),
  NOT_MEASURED("not measured"),
  NO_GOAL("no goal");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Verdict of(boolean isReached) {
    return isReached ? OK : FALLS_SHORT;
  }
}
