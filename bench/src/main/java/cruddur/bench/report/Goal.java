package cruddur.bench.report;

/** What the median of a result should be, in the result's unit. */
public sealed interface Goal {

  record AtMost(double limit) implements Goal {}

  record AtLeast(double limit) implements Goal {}

  record Below(double limit) implements Goal {}

  record None() implements Goal {}

  default Verdict verdict(Spread result) {
    return switch (this) {
      case AtMost(double limit) -> Verdict.of(result.median() <= limit);
      case AtLeast(double limit) -> Verdict.of(result.median() >= limit);
      case Below(double limit) -> Verdict.of(result.median() < limit);
      case None() -> Verdict.NO_GOAL;
    };
  }

  /** {@code at most 1.5 times}. */
  default String text(String unit) {
    return switch (this) {
      case AtMost(double limit) -> "at most " + Spread.number(limit) + " " + unit;
      case AtLeast(double limit) -> "at least " + Spread.number(limit) + " " + unit;
      case Below(double limit) -> "below " + Spread.number(limit) + " " + unit;
      case None() -> "";
    };
  }
}
