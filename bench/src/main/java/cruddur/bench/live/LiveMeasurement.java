package cruddur.bench.live;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.bench.report.Goal;
import cruddur.bench.report.Latencies;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.running.QuietSystem;
import cruddur.bench.running.RunningApi;
import cruddur.bench.running.RunningUsers;
import cruddur.bench.running.Sender;
import cruddur.local.LocalSystem;
import cruddur.toolkit.live.EventClient;
import cruddur.toolkit.live.EventFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The time from the response to a post until its event has reached the other member, with one and
 * with many connections for live events.
 */
public final class LiveMeasurement implements Measurement {

  private static final int ONE = 1;

  private static final int USERS = 20;

  /** Of two senders, for each number of connections: below the burst that the rate limit allows. */
  private static final int POSTS = 50;

  private static final double MAX_MILLIS = 300;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String about() {
    return "time until a live event arrives, with one and many connections";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    List<ReportRow> rows = new ArrayList<>();
    try (LocalSystem system = QuietSystem.start(run.home(), Map.of())) {
      RunningApi api = new RunningApi(system.addresses().api().getPort());
      try (RunningUsers users = RunningUsers.signUp(api, USERS);
          Subscribers subscribers = new Subscribers(api, users)) {
        for (int connections : List.of(ONE, Subscribers.MANY)) {
          run.step(connections + " connected");
          subscribers.connect(connections);
          Latencies latencies = latencies(api, users, subscribers.first());
          rows.add(row("p50", latencies.percentile(0.5), connections));
          rows.add(row("p99", latencies.percentile(0.99), connections));
        }
      }
    }
    return rows;
  }

  private ReportRow row(String percentile, double millis, int connections) {
    String measured =
        String.format(
            Locale.ROOT,
            "%s from a post's response to its event, %d connected",
            percentile,
            connections);
    return new ReportRow.Subject(name(), measured, "")
        .row(Spread.of(List.of(millis)), "ms", new Goal.AtMost(MAX_MILLIS), "");
  }

  /**
   * User 0 receives what their two neighbors write in turn. The other connections receive nothing.
   */
  private static Latencies latencies(RunningApi api, RunningUsers users, EventClient receiver)
      throws IOException, InterruptedException {
    int last = users.count() - 1;
    long start = System.nanoTime();
    long[] nanos = new long[POSTS];
    for (int i = 0; i < nanos.length; i++) {
      String text = "Number " + i + " at " + start;
      boolean isFirst = i % 2 == 0;
      Sender writer = users.sender(isFirst ? 1 : last);
      String group = users.group(isFirst ? 0 : last);
      api.post(writer, "/api/messages", Map.of("message_group_uuid", group, "message", text));
      long written = System.nanoTime();
      nanos[i] = Math.max(0, arrivalOf(text, receiver) - written);
    }
    return Latencies.of(nanos, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Earlier messages, which started the conversations, may arrive before. */
  private static long arrivalOf(String text, EventClient receiver)
      throws IOException, InterruptedException {
    while (true) {
      EventFrame frame =
          receiver.next(TIMEOUT).orElseThrow(() -> new IOException("no event arrived in time"));
      for (JsonNode event : frame.events()) {
        if (event.path("message").path("message").asText().equals(text)) {
          return frame.nanos();
        }
      }
    }
  }
}
