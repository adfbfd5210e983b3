package cruddur.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the table.
 *
 * @param measurement the name that selects it on the command line
 * @param measured what was measured
 * @param reference what it is compared with, in the same run; may be empty
 * @param result with its spread and unit
 * @param goal may be empty
 * @param here absolute figures, of this machine and this run; may be empty
 * @param values the result's numbers, for JSON
 */
public record ReportRow(
    String measurement,
    String measured,
    String reference,
    String result,
    String goal,
    Verdict verdict,
    String here,
    Map<String, Double> values) {

  /**
   * What a row is about.
   *
   * @param reference may be empty
   */
  public record Subject(String measurement, String measured, String reference) {

    /** A row with a spread of results, in a unit such as {@code times} or {@code ms}. */
    public ReportRow row(Spread result, String unit, Goal goal, String here) {
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("median", result.median());
      values.put("min", result.min());
      values.put("max", result.max());
      return new ReportRow(
          measurement,
          measured,
          reference,
          result.text() + " " + unit,
          goal.text(unit),
          goal.verdict(result),
          here,
          values);
    }

    /** A row without a result. The reason begins in lower case. */
    public ReportRow notMeasured(String reason) {
      return new ReportRow(
          measurement,
          measured,
          reference,
          "not measured: " + reason,
          "",
          Verdict.NOT_MEASURED,
          "",
          Map.of());
    }
  }
}
