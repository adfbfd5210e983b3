package cruddur.bench.route;

import cruddur.bench.report.Goal;
import cruddur.bench.report.Latencies;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The time from the response to a post until its event has reached the other member. */
public final class LiveMeasurement implements Measurement {

  /** Below the burst that the rate limit allows a sender. */
  private static final int POSTS = 50;

  private static final int FEW = 1;

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String about() {
    return "time until a live event has arrived, with few and many subscribers";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    List<ReportRow> rows = new ArrayList<>();
    try (SystemUnderLoad system = SystemUnderLoad.start(run.home(), run.scale().users())) {
      for (int subscribers : List.of(FEW, run.scale().users())) {
        run.step(subscribers + " subscribers");
        Latencies latencies = latencies(system, subscribers);
        rows.add(row("p50", latencies.percentile(0.5), subscribers));
        rows.add(row("p99", latencies.percentile(0.99), subscribers));
      }
    }
    return rows;
  }

  private ReportRow row(String percentile, double millis, int subscribers) {
    String measured =
        String.format(
            Locale.ROOT,
            "%s from a post's response to its event, %d connected",
            percentile,
            subscribers);
    return new ReportRow.Subject(name(), measured, "")
        .row(Spread.of(List.of(millis)), "ms", new Goal.AtMost(300), "");
  }

  /**
   * User 0 receives what their neighbor writes. Everybody else is connected and receives nothing.
   */
  private static Latencies latencies(SystemUnderLoad system, int subscribers)
      throws IOException, InterruptedException {
    List<LiveSubscriber> connected = new ArrayList<>();
    try {
      for (int user = 0; user < subscribers; user++) {
        Sender sender = system.sender(user);
        connected.add(
            LiveSubscriber.of(system.api().get(sender, "/api/me").path("live"), sender.token()));
      }
      long start = System.nanoTime();
      long[] nanos = new long[POSTS / 2];
      for (int i = 0; i < nanos.length; i++) {
        String text = subscribers + " connected, number " + i;
        system
            .api()
            .post(
                system.sender(1),
                "/api/messages",
                Map.of("message_group_uuid", system.group(0), "message", text));
        long written = System.nanoTime();
        nanos[i] = Math.max(0, arrivalOf(text, connected.getFirst()) - written);
      }
      return Latencies.of(nanos, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      connected.forEach(LiveSubscriber::close);
    }
  }

  /** Earlier messages, which started the conversations, may arrive before. */
  private static long arrivalOf(String text, LiveSubscriber subscriber)
      throws IOException, InterruptedException {
    LiveSubscriber.Arrival arrival = subscriber.next();
    while (!arrival.event().path("message").path("message").asText().equals(text)) {
      arrival = subscriber.next();
    }
    return arrival.nanos();
  }
}
