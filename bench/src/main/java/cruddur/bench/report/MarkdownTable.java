package cruddur.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Prints rows as the table of docs/performance.md. */
public final class MarkdownTable {

  private MarkdownTable() {}

  public static List<String> lines(List<ReportRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("| | measured | against | result | goal | verdict | on that machine |");
    lines.add("|---|---|---|---|---|---|---|");
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static String line(ReportRow row) {
    return String.join(
            " | ",
            "| " + row.measurement(),
            row.measured(),
            row.reference(),
            row.result(),
            row.goal(),
            row.verdict().text(),
            row.here() + " |")
        .replaceAll(" {2,}", " ");
  }
}
