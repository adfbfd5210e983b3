package cruddur.bench.idle;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.running.OpenPage;
import cruddur.bench.running.QuietSystem;
import cruddur.bench.running.RunningApi;
import cruddur.bench.running.RunningUsers;
import cruddur.local.LocalSystem;
import cruddur.web.Chromium;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests that an open, visible page sends in a minute in which nothing happens. */
public final class IdlePageMeasurement implements Measurement {

  /** After this time the intervals of a page that was just opened have grown to the longest. */
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(60);

  private static final int USERS = 3;

  private static final String COUNT_REQUESTS =
      """
      return performance.getEntriesByType("resource")
        .filter(({ name }) => new URL(name).pathname.startsWith("/api/")).length;
      """;

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
    try (LocalSystem live = QuietSystem.start(run.home(), Map.of());
        LocalSystem polling = QuietSystem.start(run.home(), Map.of("LiveEvents", "off"));
        OpenPage livePage = open(chromium.get(), live);
        OpenPage pollingPage = open(chromium.get(), polling)) {
      run.step("waiting until both pages are idle");
      Thread.sleep(UNTIL_IDLE);
      long liveBefore = requests(livePage);
      long pollingBefore = requests(pollingPage);
      run.step("counting for a minute");
      Thread.sleep(Duration.ofMinutes(1));
      long pollingRequests = requests(pollingPage) - pollingBefore;
      return List.of(
          subject.row(
              Spread.of((double) (requests(livePage) - liveBefore)),
              "requests",
              new Goal.AtMost(REQUESTS_OF_A_POLL),
              pollingRequests + " without live events"));
    }
  }

  private static OpenPage open(Chromium chromium, LocalSystem system)
      throws IOException, InterruptedException {
    URI site = system.addresses().api();
    try (RunningUsers users = RunningUsers.signUp(new RunningApi(site.getPort()), USERS)) {
      return OpenPage.open(chromium, site, users.sender(0), users.group(0));
    }
  }

  private static long requests(OpenPage page) {
    return (long) page.run(COUNT_REQUESTS);
  }
}
