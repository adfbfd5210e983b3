package cruddur.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The median of repeated measurements, with the smallest and the largest of them. */
public record Spread(double median, double min, double max) {

  /**
   * The spread of some values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a spread requires values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** The spread of some values. */
  public static Spread of(double... values) {
    return of(Arrays.stream(values).boxed().toList());
  }

  /** {@code 1.25 (1.1 to 1.4)}, with three significant digits; only the number if all are equal. */
  public String text() {
    return min == max
        ? number(median)
        : number(median) + " (" + number(min) + " to " + number(max) + ")";
  }

  /** Two to three digits, and all before the decimal point: {@code 1,234}, {@code 12.3}. */
  public static String number(double value) {
    double size = Math.abs(value);
    String digits = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, digits, value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
