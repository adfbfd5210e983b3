package cruddur.bench.backlog;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Messages a second from a backlog, by the local system's own stream poller: with the template's
 * batches, against the same function called with one record at a time.
 */
public final class BacklogMeasurement implements Measurement {

  /** A request to DynamoDB within a region of AWS takes some milliseconds, and never less. */
  private static final Duration AS_IN_AWS = Duration.ofMillis(10);

  private static final int WARM_UP_MESSAGES = 300;

  private static final int WARM_UP_GROUPS = 30;

  private record Setting(int groups, Duration delay, double goal) {}

  private record Round(Drain.Drained batches, Drain.Drained oneByOne) {

    double ratio() {
      return batches.perSecond() / oneByOne.perSecond();
    }
  }

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public String about() {
    return "messages a second from a backlog of the stream";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    int backlog = run.scale().backlog();
    int few = Math.max(1, backlog / 100);
    warmUp(run);
    List<ReportRow> rows = new ArrayList<>();
    for (Setting setting :
        List.of(
            new Setting(few, Duration.ZERO, 10),
            new Setting(backlog, Duration.ZERO, 3),
            new Setting(few, AS_IN_AWS, 25),
            new Setting(backlog, AS_IN_AWS, 12))) {
      rows.add(row(setting, backlog, rounds(run, setting)));
    }
    return rows;
  }

  private static void warmUp(BenchRun run) throws IOException, InterruptedException {
    try (Backlog backlog =
        Backlog.create(run.home(), WARM_UP_MESSAGES, WARM_UP_GROUPS, Duration.ZERO)) {
      backlog.drainOneByOne(run.scale().referenceLimit().dividedBy(2));
      if (backlog.remaining() > 0) {
        backlog.drain(run.scale().drainLimit());
      }
    }
  }

  /** A backlog serves several rounds, as long as more than half of it is left. */
  private static List<Round> rounds(BenchRun run, Setting setting)
      throws IOException, InterruptedException {
    int messages = run.scale().backlog();
    List<Round> rounds = new ArrayList<>();
    while (rounds.size() < run.scale().rounds()) {
      try (Backlog backlog =
          Backlog.create(run.home(), messages, setting.groups(), setting.delay())) {
        do {
          rounds.add(round(run, setting, backlog));
        } while (rounds.size() < run.scale().rounds() && backlog.remaining() > messages / 2);
      }
    }
    return rounds;
  }

  private static Round round(BenchRun run, Setting setting, Backlog backlog)
      throws InterruptedException {
    Drain.Drained oneByOne = backlog.drainOneByOne(run.scale().referenceLimit());
    if (backlog.remaining() <= 0) {
      throw new IllegalStateException("the backlog is too small to be measured");
    }
    Drain.Drained batches = backlog.drain(run.scale().drainLimit());
    if (backlog.remaining() <= 0) {
      backlog.checkIsDrained();
    }
    run.step(
        String.format(
            Locale.ROOT,
            "%,d groups, %d ms added: %,.0f messages/s, one by one %,.0f; %,d and %,d records",
            setting.groups(),
            setting.delay().toMillis(),
            batches.perSecond(),
            oneByOne.perSecond(),
            batches.records(),
            oneByOne.records()));
    return new Round(batches, oneByOne);
  }

  private ReportRow row(Setting setting, int backlog, List<Round> rounds) {
    String delay =
        setting.delay().isZero()
            ? ""
            : ", " + setting.delay().toMillis() + " ms added to each request";
    ReportRow.Subject subject =
        new ReportRow.Subject(
            name(),
            String.format(
                Locale.ROOT,
                "messages/s, %,d messages in %,d groups%s",
                backlog,
                setting.groups(),
                delay),
            "one record at a time");
    return subject.row(
        Spread.of(rounds.stream().map(Round::ratio).toList()),
        "times",
        new Goal.AtLeast(setting.goal()),
        perSecond(rounds.stream().map(Round::batches).toList())
            + " messages/s, one by one "
            + perSecond(rounds.stream().map(Round::oneByOne).toList()));
  }

  private static String perSecond(List<Drain.Drained> drains) {
    double median = Spread.of(drains.stream().map(Drain.Drained::perSecond).toList()).median();
    return Spread.number(median);
  }
}
