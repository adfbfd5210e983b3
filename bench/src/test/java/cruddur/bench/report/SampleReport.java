package cruddur.bench.report;

import java.util.List;

/** Rows with every verdict. */
final class SampleReport {

  private SampleReport() {}

  static List<ReportRow> rows() {
    return List.of(
        new ReportRow.Subject("first", "a ratio", "a reference")
            .row(Spread.of(2, 1, 4), "times", new Goal.AtMost(1.5), "20 ms"),
        new ReportRow.Subject("first", "a longer name of a time", "")
            .row(Spread.of(50), "ms", new Goal.AtMost(60), ""),
        new ReportRow.Subject("second", "a rate", "")
            .row(Spread.of(5), "messages/s", new Goal.None(), "here"),
        new ReportRow.Subject("second", "a command", "Python").notMeasured("no boto3"));
  }
}
