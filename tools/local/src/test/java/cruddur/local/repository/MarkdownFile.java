package cruddur.local.repository;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A Markdown file, as far as its references need it.
 *
 * @param prose the lines outside of fenced code blocks
 * @param code the lines in fenced code blocks
 */
record MarkdownFile(Path path, List<String> prose, List<String> code) {

  private static final String SPAN = "`([^`]+)`";

  static MarkdownFile read(Path path) {
    List<String> prose = new ArrayList<>();
    List<String> code = new ArrayList<>();
    boolean isCode = false;
    for (String line : Repository.read(path).lines().toList()) {
      if (line.startsWith("```")) {
        isCode = !isCode;
      } else {
        (isCode ? code : prose).add(line);
      }
    }
    return new MarkdownFile(path, List.copyOf(prose), List.copyOf(code));
  }

  /** What is between backticks. */
  List<String> spans() {
    return Repository.matches(SPAN, String.join("\n", prose)).toList();
  }

  /** The targets of links and images. */
  List<String> links() {
    String text = prose.stream().map(line -> line.replaceAll(SPAN, "")).collect(joining("\n"));
    return Stream.concat(
            Repository.matches("\\]\\(([^)\\s]+)\\)", text),
            Repository.matches("src=\"([^\"]+)\"", text))
        .toList();
  }

  /** What a link may name after a {@code #}, as GitHub derives it from headings. */
  List<String> anchors() {
    return prose.stream()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** The rows of the tables whose header begins so, without header and rule. */
  List<String> tableRows(String header) {
    List<String> rows = new ArrayList<>();
    boolean isInTable = false;
    for (String line : prose) {
      if (line.startsWith(header)) {
        isInTable = true;
      } else if (!line.startsWith("| ")) {
        isInTable = isInTable && line.startsWith("|-");
      } else if (isInTable) {
        rows.add(line);
      }
    }
    return rows;
  }

  String name() {
    return Repository.ROOT.relativize(path).toString();
  }
}
