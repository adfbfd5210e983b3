package cruddur.bench.live;

import cruddur.bench.report.Goal;
import cruddur.bench.report.Latencies;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.running.OpenPage;
import cruddur.bench.running.QuietSystem;
import cruddur.bench.running.RunningApi;
import cruddur.bench.running.RunningUsers;
import cruddur.bench.running.Sender;
import cruddur.local.LocalSystem;
import cruddur.web.Chromium;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The time from the response to a post until the other member's page shows the message: on top of
 * the list, and in the conversation if that is open.
 */
public final class ShownMessageMeasurement implements Measurement {

  private static final int USERS = 3;

  /** Until the page is connected and the code is warm. */
  private static final int WARM_UP_POSTS = 6;

  /** Of two senders: below the burst that the rate limit allows. */
  private static final int POSTS = 50;

  private static final double MAX_MILLIS = 300;

  /** Remembers when the page first shows an expected text. */
  private static final String WATCH =
      """
      let expected = { at: 0 };
      let whenShown = () => {};
      const shows = (selector) => document.querySelector(selector)?.textContent.includes(expected.text);
      const look = () => {
        if (!expected.at && shows(".conversation") && (!expected.isOpen || shows(".log"))) {
          expected.at = Date.now();
          whenShown(expected.at);
        }
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      window.expectText = (text, isOpen) => (expected = { text, isOpen, at: 0 });
      window.awaitText = (callback) => {
        whenShown = callback;
        if (expected.at) {
          callback(expected.at);
        }
      };
      """;

  @Override
  public String name() {
    return "shown";
  }

  @Override
  public String about() {
    return "time until an open page shows a message";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    Optional<Chromium> chromium = Chromium.find();
    if (chromium.isEmpty()) {
      return List.of(subject("p50").notMeasured(Chromium.MISSING));
    }
    try (LocalSystem system = QuietSystem.start(run.home(), Map.of())) {
      URI site = system.addresses().api();
      RunningApi api = new RunningApi(site.getPort());
      try (RunningUsers users = RunningUsers.signUp(api, USERS);
          OpenPage page = OpenPage.open(chromium.get(), site, users.sender(0), users.group(0))) {
        page.run(WATCH);
        run.step("warming up");
        latencies(WARM_UP_POSTS, api, users, page);
        run.step("posting");
        Latencies latencies = latencies(POSTS, api, users, page);
        return List.of(
            row("p50", latencies.percentile(0.5)), row("p99", latencies.percentile(0.99)));
      }
    }
  }

  private ReportRow.Subject subject(String percentile) {
    return new ReportRow.Subject(
        name(), percentile + " from a post's response until the page shows it", "");
  }

  private ReportRow row(String percentile, double millis) {
    return subject(percentile).row(Spread.of(millis), "ms", new Goal.AtMost(MAX_MILLIS), "");
  }

  /**
   * User 0 has opened the conversation with user 1. That one and user 2 write to them in turn, so
   * that each message moves the list.
   */
  private static Latencies latencies(int posts, RunningApi api, RunningUsers users, OpenPage page)
      throws IOException {
    long start = System.nanoTime();
    long[] nanos = new long[posts];
    for (int i = 0; i < posts; i++) {
      boolean isOpen = i % 2 == 0;
      Sender writer = users.sender(isOpen ? 1 : 2);
      String group = users.group(isOpen ? 0 : 2);
      String text = "Number " + i + " at " + start;
      page.run("expectText(...arguments)", text, isOpen);
      api.post(writer, "/api/messages", Map.of("message_group_uuid", group, "message", text));
      // The browser's clock is that of the machine too.
      long written = System.currentTimeMillis();
      long shown = (long) page.await("awaitText(arguments[0])");
      nanos[i] = TimeUnit.MILLISECONDS.toNanos(Math.max(0, shown - written));
    }
    return Latencies.of(nanos, Duration.ofNanos(System.nanoTime() - start));
  }
}
