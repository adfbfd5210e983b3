package cruddur.toolkit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures in the tables of docs/scale.md, found by the name in the first column. */
record ScalePage(List<List<String>> rows) {

  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,]*(\\.[0-9]+)?");

  static ScalePage read() {
    try (var lines = Files.lines(Path.of("..", "..", "docs", "scale.md"))) {
      return new ScalePage(
          lines
              .filter(line -> line.startsWith("| "))
              .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only figure of a row. */
  double number(String name) {
    return units(name, 0);
  }

  /** The figure in a column, of which the first after the name is 0. */
  double units(String name, int column) {
    List<List<String>> found = rows.stream().filter(row -> row.getFirst().equals(name)).toList();
    assertEquals(1, found.size(), "rows of docs/scale.md with the name " + name);
    return number(found.getFirst(), column + 1);
  }

  /**
   * The rows of parameters for more messages: MessagesPerSecond, ReadsPerSecond, WarmWriteUnits.
   */
  List<List<Integer>> raisedParameters() {
    return rows.stream()
        .dropWhile(row -> !row.getFirst().equals("`MessagesPerSecond`"))
        .skip(1)
        .takeWhile(row -> NUMBER.matcher(row.getFirst()).lookingAt())
        .map(row -> List.of((int) number(row, 0), (int) number(row, 1), (int) number(row, 2)))
        .toList();
  }

  private static double number(List<String> row, int column) {
    Matcher number = NUMBER.matcher(row.get(column));
    assertEquals(true, number.find(), () -> "a number in column " + column + " of " + row);
    return Double.parseDouble(number.group().replace(",", ""));
  }
}
