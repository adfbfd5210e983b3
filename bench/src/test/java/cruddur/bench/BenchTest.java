package cruddur.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.run.Scale;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, with measurements that are numbers. */
class BenchTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<BenchRun> runs = new ArrayList<>();

  @TempDir private Path home;

  @Test
  void everyMeasurementIsPrintedWithItsVerdict() {
    int status = bench("--json");

    assertEquals(0, status);
    assertTrue(printed(out).contains("\"measured\" : \"a good time\""), printed(out));
    assertTrue(printed(out).contains("\"measured\" : \"a bad time\""), printed(out));
    assertEquals(List.of(Scale.QUICK, Scale.QUICK), runs.stream().map(BenchRun::scale).toList());
  }

  @Test
  void aGoalThatIsNotReachedIsAResultNotAnError() {
    int status = bench("--only", "bad");

    assertEquals(0, status);
    assertTrue(
        printed(out)
            .contains("0 of 1 goals are reached. These are not:\n  bad: a bad time: 9 ms\n"),
        printed(out));
    assertEquals("bad: measures a bad time\n", printed(err));
  }

  @Test
  void onlyTheNamedMeasurementsRun() {
    assertEquals(0, bench("--only", "good", "--full"));

    assertEquals(List.of(Scale.FULL), runs.stream().map(BenchRun::scale).toList());
    assertTrue(printed(out).endsWith("JDK 25.\n"), printed(out));
  }

  @Test
  void severalMeasurementsCanBeNamed() {
    assertEquals(0, bench("--only", "bad,good"));

    assertEquals(2, runs.size());
  }

  @Test
  void aMeasurementThatFailsDoesNotStopTheOthers() {
    Measurement failing =
        measurement(
            "broken",
            _ -> {
              throw new IllegalStateException("out of order");
            });

    int status = bench(List.of(failing, good()), "--markdown");

    assertEquals(1, status);
    assertTrue(
        printed(err)
            .contains(
                "The measurement broken failed:\njava.lang.IllegalStateException: out of order"),
        printed(err));
    assertTrue(
        printed(out).contains("| good | a good time | | 5 ms | at most 6 ms | ok | |\n"),
        printed(out));
  }

  @Test
  void anUnknownMeasurementIsAUsageError() {
    assertEquals(2, bench("--only", "speed"));

    assertTrue(
        printed(err).startsWith("There is no measurement speed. Choose from good, bad.\n"),
        printed(err));
    assertEquals(List.of(), runs);
  }

  @Test
  void twoFormatsAreAUsageError() {
    assertEquals(2, bench("--json", "--markdown"));

    assertTrue(printed(err).startsWith("Choose one of --json and --markdown.\n"), printed(err));
  }

  @Test
  void aPythonThatCannotBeExecutedIsAUsageError() {
    assertEquals(2, bench("--python", "no/python"));

    assertTrue(
        printed(err).startsWith("--python must be an executable file, not no/python.\n"),
        printed(err));
  }

  @Test
  void thePythonOfTheProjectIsTheDefault() throws Exception {
    bench("--only", "good");
    Path python = home.resolve(".venv/bin/python");
    Files.createDirectories(python.getParent());
    assertTrue(Files.createFile(python).toFile().setExecutable(true));
    bench("--only", "good");

    assertEquals(
        List.of(Optional.empty(), Optional.of(python)),
        runs.stream().map(BenchRun::python).toList());
  }

  @Test
  void theHelpNamesEveryMeasurement() {
    assertEquals(0, bench(Measurements.ALL, "--help"));

    for (Measurement measurement : Measurements.ALL) {
      assertTrue(printed(out).contains("  " + measurement.name() + " "), measurement.name());
    }
  }

  private int bench(String... arguments) {
    return bench(List.of(good(), measurement("bad", run -> time(run, "bad", 9))), arguments);
  }

  private int bench(List<Measurement> measurements, String... arguments) {
    return new Bench(measurements, home, stream(out), stream(err)).execute(arguments);
  }

  private Measurement good() {
    return measurement("good", run -> time(run, "good", 5));
  }

  private List<ReportRow> time(BenchRun run, String name, double millis) {
    runs.add(run);
    return List.of(
        new ReportRow.Subject(name, "a " + name + " time", "")
            .row(Spread.of(millis), "ms", new Goal.AtMost(6), ""));
  }

  private interface Body {
    List<ReportRow> measure(BenchRun run);
  }

  private static Measurement measurement(String name, Body body) {
    return new Measurement() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String about() {
        return "measures a " + name + " time";
      }

      @Override
      public List<ReportRow> measure(BenchRun run) {
        return body.measure(run);
      }
    };
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String printed(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
