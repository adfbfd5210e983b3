package cruddur.bench.idle;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.web.Chromium;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The requests that an open, visible page sends in a minute in which nothing happens. */
public final class IdlePageMeasurement implements Measurement {

  /** After this time the intervals of a page that was just opened have grown to the longest. */
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(60);

  /** A safety poll reads both lists. */
  private static final double REQUESTS_OF_A_POLL = 2;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String about() {
    return "requests of an idle page in a minute, with live events and without";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    ReportRow.Subject subject =
        new ReportRow.Subject(name(), "requests of an idle page in a minute", "no live events");
    Optional<Chromium> chromium = Chromium.find();
    if (chromium.isEmpty()) {
      return List.of(subject.notMeasured(Chromium.MISSING));
    }
    try (IdlePage live = IdlePage.open(run, chromium.get(), "texts");
        IdlePage polling = IdlePage.open(run, chromium.get(), "off")) {
      run.step("waiting until both pages are idle");
      Thread.sleep(UNTIL_IDLE);
      long liveBefore = live.requests();
      long pollingBefore = polling.requests();
      run.step("counting for a minute");
      Thread.sleep(Duration.ofMinutes(1));
      long pollingRequests = polling.requests() - pollingBefore;
      return List.of(
          subject.row(
              Spread.of((double) (live.requests() - liveBefore)),
              "requests",
              new Goal.AtMost(REQUESTS_OF_A_POLL),
              pollingRequests + " without live events"));
    }
  }
}
