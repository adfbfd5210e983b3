package cruddur.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints rows for a terminal: a heading for each measurement, then its rows in columns, each
 * followed by a line with its reference and this machine's figures.
 */
public final class TextTable {

  private static final int COLUMNS = 4;

  private TextTable() {}

  /** The lines of the table, followed by the rows that do not reach their goal. */
  public static List<String> lines(List<ReportRow> rows) {
    int[] widths =
        IntStream.range(0, COLUMNS)
            .map(
                column -> rows.stream().mapToInt(row -> cell(row, column).length()).max().orElse(0))
            .toArray();
    List<String> lines = new ArrayList<>();
    String measurement = "";
    for (ReportRow row : rows) {
      if (!row.measurement().equals(measurement)) {
        measurement = row.measurement();
        lines.add(measurement);
      }
      lines.add(line(row, widths));
      String details = details(row);
      if (!details.isEmpty()) {
        lines.add("      " + details);
      }
    }
    lines.addAll(summary(rows));
    return lines;
  }

  private static String line(ReportRow row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      String cell = cell(row, column);
      line.append("  ").append(cell).repeat(' ', widths[column] - cell.length());
    }
    return line.toString().stripTrailing();
  }

  private static String cell(ReportRow row, int column) {
    return switch (column) {
      case 0 -> row.measured();
      case 1 -> row.result();
      case 2 -> row.goal();
      default -> row.verdict().text();
    };
  }

  private static String details(ReportRow row) {
    return Stream.of(
            row.reference().isEmpty() ? "" : "against " + row.reference(),
            row.here().isEmpty() ? "" : "on this machine " + row.here())
        .filter(text -> !text.isEmpty())
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }

  private static List<String> summary(List<ReportRow> rows) {
    List<ReportRow> withGoal =
        rows.stream()
            .filter(row -> row.verdict() == Verdict.OK || row.verdict() == Verdict.FALLS_SHORT)
            .toList();
    List<ReportRow> missed =
        withGoal.stream().filter(row -> row.verdict() == Verdict.FALLS_SHORT).toList();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        (withGoal.size() - missed.size())
            + " of "
            + withGoal.size()
            + " goals are reached"
            + (missed.isEmpty() ? "." : ". These are not:"));
    missed.forEach(
        row -> lines.add("  " + row.measurement() + ": " + row.measured() + ": " + row.result()));
    return lines;
  }
}
