package cruddur.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GoalTest {

  @Test
  void theMedianDecidesNotTheExtremes() {
    assertEquals(Verdict.OK, new Goal.AtMost(1.5).verdict(Spread.of(1, 1.5, 9)));
    assertEquals(Verdict.FALLS_SHORT, new Goal.AtMost(1.5).verdict(Spread.of(1, 1.51, 1.6)));
    assertEquals(Verdict.OK, new Goal.AtLeast(10).verdict(Spread.of(1, 10, 11)));
    assertEquals(Verdict.FALLS_SHORT, new Goal.AtLeast(10).verdict(Spread.of(9, 9.99, 20)));
  }

  @Test
  void belowIsLessThanTheLimit() {
    assertEquals(Verdict.OK, new Goal.Below(256).verdict(Spread.of(255.9)));
    assertEquals(Verdict.FALLS_SHORT, new Goal.Below(256).verdict(Spread.of(256)));
  }

  @Test
  void withoutAGoalThereIsNoVerdict() {
    assertEquals(Verdict.NO_GOAL, new Goal.None().verdict(Spread.of(1)));
  }

  @Test
  void goalsAreReadable() {
    assertEquals("at most 1.15 times", new Goal.AtMost(1.15).text("times"));
    assertEquals("at least 10 times", new Goal.AtLeast(10).text("times"));
    assertEquals("below 256 MB", new Goal.Below(256).text("MB"));
    assertEquals("", new Goal.None().text("ms"));
  }
}
