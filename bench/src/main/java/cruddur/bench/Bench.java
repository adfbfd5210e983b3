package cruddur.bench;

import cruddur.bench.report.BenchJson;
import cruddur.bench.report.MarkdownTable;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.TextTable;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.run.Scale;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code bin/bench}: measures, and prints a table on stdout and its progress on stderr.
 * A goal that is not reached is a result, not an error. Exit code 1 if a measurement fails.
 */
@Command(
    name = "bin/bench",
    description = {
      "Measure the system on this machine, and print how it compares with its goals.",
      "Exit code 0 even if goals are not reached, 1 if a measurement fails, 2 on a usage error."
    },
    sortOptions = false)
public final class Bench implements Callable<Integer> {

  private final List<Measurement> all;
  private final Path home;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec command;

  @Option(
      names = "--full",
      description = "Measure more and longer, with up to 100,000 rows; takes about an hour.")
  private boolean full;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Measure only these; the names are below.")
  private List<String> only = List.of();

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description =
          "Python with boto3, to compare bin/cruddur with (default: .venv/bin/python, which .ci/run creates).")
  private Path python;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print the table of docs/performance.md.")
  private boolean markdown;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  /**
   * Creates the command.
   *
   * @param home the project's folder
   */
  Bench(List<Measurement> all, Path home, PrintStream out, PrintStream err) {
    this.all = all;
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /** Runs the command. The launcher passes the project's folder. */
  public static void main(String[] arguments) {
    // DynamoDB Local and Jetty log their start.
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    Path home = Path.of(System.getProperty("cruddur.home", "")).toAbsolutePath();
    Bench bench = new Bench(Measurements.ALL, home, System.out, System.err);
    System.exit(bench.execute(arguments));
  }

  /** Runs the command and returns its exit code. */
  int execute(String... arguments) {
    CommandLine line = new CommandLine(this);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.getCommandSpec().usageMessage().footer(footer());
    return line.execute(arguments);
  }

  private String[] footer() {
    List<String> lines = new ArrayList<>(List.of("", "Measurements:"));
    all.forEach(measurement ->
        lines.add(
            String.format(Locale.ROOT, "  %-10s%s", measurement.name(), measurement.about())));
    return lines.toArray(String[]::new);
  }

  @Override
  public Integer call() {
    List<Measurement> selected = selected();
    BenchRun run = new BenchRun(full ? Scale.FULL : Scale.QUICK, home, python(), err);
    List<ReportRow> rows = new ArrayList<>();
    boolean isComplete = true;
    for (Measurement measurement : selected) {
      err.println(measurement.name() + ": " + measurement.about());
      try {
        rows.addAll(measurement.measure(run));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 1;
      } catch (Exception e) {
        err.println("The measurement " + measurement.name() + " failed:");
        e.printStackTrace(err);
        isComplete = false;
      }
    }
    print(rows);
    return isComplete ? 0 : 1;
  }

  private void print(List<ReportRow> rows) {
    String machine = Machine.describe();
    if (json) {
      out.println(BenchJson.text(machine, rows));
    } else if (markdown) {
      MarkdownTable.lines(rows).forEach(out::println);
      out.println();
      out.println(machine);
    } else {
      TextTable.lines(rows).forEach(out::println);
      out.println(machine);
    }
    out.flush();
  }

  private List<Measurement> selected() {
    for (String name : only) {
      if (all.stream().noneMatch(measurement -> measurement.name().equals(name))) {
        throw usageError("There is no measurement " + name + ". Choose from " + names() + ".");
      }
    }
    if (json && markdown) {
      throw usageError("Choose one of --json and --markdown.");
    }
    return all.stream()
        .filter(measurement -> only.isEmpty() || only.contains(measurement.name()))
        .toList();
  }

  private String names() {
    return all.stream().map(Measurement::name).collect(Collectors.joining(", "));
  }

  private Optional<Path> python() {
    if (python != null) {
      if (!Files.isExecutable(python)) {
        throw usageError("--python must be an executable file, not " + python + ".");
      }
      return Optional.of(python);
    }
    return Optional.of(home.resolve(".venv/bin/python")).filter(Files::isExecutable);
  }

  private ParameterException usageError(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
