package cruddur.bench.process;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.running.LocalSystemProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long bin/up takes from a finished build until the system is ready. */
public final class UpMeasurement implements Measurement {

  private static final double MILLIS = 1000;

  @Override
  public String name() {
    return "up";
  }

  @Override
  public String about() {
    return "time until bin/up is ready";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < run.scale().starts(); i++) {
      run.step("start " + (i + 1) + " of " + run.scale().starts());
      try (LocalSystemProcess system = LocalSystemProcess.start(run.home())) {
        seconds.add(system.millis() / MILLIS);
      }
    }
    return List.of(
        new ReportRow.Subject(name(), "bin/up from a finished build until it is ready", "")
            .row(Spread.of(seconds), "s", new Goal.AtMost(5), ""));
  }
}
