package cruddur.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cruddur.bench.backlog.BacklogMeasurement;
import cruddur.bench.cost.CostMeasurement;
import cruddur.bench.live.LiveMeasurement;
import cruddur.bench.live.ShownMessageMeasurement;
import cruddur.bench.page.PageMeasurement;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Verdict;
import cruddur.bench.route.RouteMeasurement;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.run.Scale;
import cruddur.web.Chromium;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The measurements that need no process of their own, with sizes at which times mean nothing. */
class MeasurementsTest {

  private static final Scale TINY =
      new Scale(
          1,
          1,
          Duration.ofMillis(1),
          40,
          Duration.ofMinutes(1),
          Duration.ofMillis(1),
          List.of(10, 11),
          30,
          1,
          1);

  private static final BenchRun RUN =
      new BenchRun(
          TINY,
          Path.of(System.getProperty("cruddur.home")),
          Optional.empty(),
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));

  @Test
  void aBacklogIsDrainedInEverySetting() throws Exception {
    List<ReportRow> rows = measure(new BacklogMeasurement());

    assertEquals(
        List.of(
            "messages/s, 40 messages in 1 groups",
            "messages/s, 40 messages in 40 groups",
            "messages/s, 40 messages in 1 groups, 10 ms added to each request",
            "messages/s, 40 messages in 40 groups, 10 ms added to each request"),
        rows.stream().map(ReportRow::measured).toList());
  }

  /** The costs are the promised ones, and do not depend on the machine. */
  @Test
  void everyAccessPatternHasItsCost() throws Exception {
    List<ReportRow> rows = measure(new CostMeasurement());

    assertEquals("1 request, 1 write unit", result(rows, "CreateMessage"));
    assertEquals("1 request, 4 write units", result(rows, "CreateMessage with an idempotency key"));
    assertEquals("2 requests, 2 read units", result(rows, "ListMessages"));
    assertEquals("2 requests, 2 read units", result(rows, "ListMessageGroups"));
    assertEquals("1 request, 1 write unit", result(rows, "MarkMessageGroupRead"));
    assertEquals("1 request, 1 write unit", result(rows, "HideMessageGroup"));
    assertEquals("1 request, 1 write unit", result(rows, "ClearMessageGroup"));
    assertEquals("2 requests, 1.5 read units", result(rows, "ListMessages by a non-member"));
    assertTrue(
        result(rows, "RewriteMessageGroups, one message").endsWith(", 8 write units"),
        rows::toString);
    assertEquals(
        List.of(),
        rows.stream().filter(row -> row.verdict() != Verdict.OK).map(ReportRow::measured).toList());
  }

  @Test
  void everyRouteRespondsAtBothLoads() throws Exception {
    assertEquals(6 * 2 * 2, measure(new RouteMeasurement()).size());
  }

  @Test
  void eventsArriveWithFewAndManySubscribers() throws Exception {
    assertEquals(2 * 2, measure(new LiveMeasurement()).size());
  }

  @Test
  void anOpenPageShowsWhatIsWritten() throws Exception {
    assumeTrue(Chromium.find().isPresent(), Chromium.MISSING);
    List<ReportRow> rows = measure(new ShownMessageMeasurement());

    assertEquals(2, rows.size());
    assertTrue(rows.stream().noneMatch(row -> row.verdict() == Verdict.NOT_MEASURED));
  }

  @Test
  void bothListsHaveAPage() throws Exception {
    assertEquals(
        List.of(
            "ListMessages, newest page of 11 rows", "ListMessageGroups, newest page of 11 rows"),
        measure(new PageMeasurement()).stream().map(ReportRow::measured).toList());
  }

  private static List<ReportRow> measure(Measurement measurement) throws Exception {
    List<ReportRow> rows = measurement.measure(RUN);
    assertEquals(
        List.of(measurement.name()), rows.stream().map(ReportRow::measurement).distinct().toList());
    return rows;
  }

  private static String result(List<ReportRow> rows, String measured) {
    return rows.stream()
        .filter(row -> row.measured().equals(measured))
        .map(ReportRow::result)
        .findFirst()
        .orElseThrow();
  }
}
