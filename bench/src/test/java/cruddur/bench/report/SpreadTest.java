package cruddur.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertEquals(new Spread(2, 1, 9), Spread.of(9, 1, 2));
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertEquals(new Spread(2.5, 1, 40), Spread.of(List.of(40.0, 2.0, 3.0, 1.0)));
  }

  @Test
  void aSpreadRequiresValues() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  @Test
  void aSpreadIsPrintedWithItsExtremes() {
    assertEquals("2 (1.25 to 9)", Spread.of(9, 1.25, 2).text());
    assertEquals("3", Spread.of(3, 3).text());
  }

  @Test
  void numbersHaveTwoToThreeDigitsInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertEquals("12,346", Spread.number(12_345.6));
      assertEquals("123", Spread.number(123.4));
      assertEquals("12.3", Spread.number(12.34));
      assertEquals("1.23", Spread.number(1.234));
      assertEquals("0.01", Spread.number(0.0123));
      assertEquals("1.5", Spread.number(1.5));
      assertEquals("60", Spread.number(60));
      assertEquals("100", Spread.number(100));
      assertEquals("0", Spread.number(0));
    } finally {
      Locale.setDefault(before);
    }
  }
}
