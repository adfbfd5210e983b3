package cruddur.bench.page;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.table.ApiEvents;
import cruddur.bench.table.BenchConversation;
import cruddur.bench.table.BenchTable;
import cruddur.bench.table.BenchUsers;
import cruddur.bench.table.RequestDelay;
import cruddur.local.functions.LocalFunctions;
import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import cruddur.messaging.port.row.UserProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The newest page of both lists in one table, by the number of rows in the list. */
public final class PageMeasurement implements Measurement {

  private static final int PAGE = 10;
  private static final int INVOCATIONS = 60;

  /** A user whose list has a number of conversations, of which one has as many messages. */
  private record Reader(int size, UserProfile user, BenchConversation conversation) {

    static Reader of(int size) {
      UserProfile user = BenchUsers.user(5_000_000 + size);
      return new Reader(
          size, user, new BenchConversation(10 * size, user, BenchUsers.user(6_000_000)));
    }

    void load(BenchTable table) {
      table.loader().load(BenchUsers.profileRows(user));
      table.loader().load(conversation.rows(size));
      table
          .loader()
          .load(
              IntStream.range(0, size - 1)
                  .mapToObj(i -> new BenchConversation(10 * size + 1 + i, user, BenchUsers.user(i)))
                  .map(other -> other.rowOfOne(0)));
    }
  }

  /** A list, with the event that requests its newest page. */
  private record ListRoute(String function, Function<Reader, byte[]> event) {}

  private static final List<ListRoute> LISTS =
      List.of(
          new ListRoute(
              "ListMessages",
              reader -> ApiEvents.listMessages(reader.user(), reader.conversation().uuid(), PAGE)),
          new ListRoute(
              "ListMessageGroups", reader -> ApiEvents.listMessageGroups(reader.user(), PAGE)));

  @Override
  public String name() {
    return "page";
  }

  @Override
  public String about() {
    return "time of a page, by the length of its list";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, FunctionError {
    try (BenchTable table = BenchTable.start(run.home());
        LocalFunctions functions = table.newFunctions(new RequestDelay(Duration.ZERO))) {
      List<Reader> readers = run.scale().sizes().stream().map(Reader::of).toList();
      for (Reader reader : readers) {
        run.step(String.format(Locale.ROOT, "a list of %,d rows", reader.size()));
        reader.load(table);
      }
      List<ReportRow> rows = new ArrayList<>();
      for (ListRoute list : LISTS) {
        rows.addAll(measure(run, functions.byLogicalId().get(list.function()), list, readers));
      }
      return rows;
    }
  }

  private List<ReportRow> measure(
      BenchRun run, Invocable function, ListRoute list, List<Reader> readers) throws FunctionError {
    List<List<Double>> millis = new ArrayList<>();
    for (Reader reader : readers) {
      median(function, list.event().apply(reader)); // warms up
      millis.add(new ArrayList<>());
    }
    for (int round = 0; round < run.scale().rounds(); round++) {
      for (int i = 0; i < readers.size(); i++) {
        millis.get(i).add(median(function, list.event().apply(readers.get(i))));
      }
    }
    List<ReportRow> rows = new ArrayList<>();
    for (int i = 1; i < readers.size(); i++) {
      List<Double> smallest = millis.getFirst();
      List<Double> these = millis.get(i);
      List<Double> ratios =
          IntStream.range(0, these.size())
              .mapToObj(round -> these.get(round) / smallest.get(round))
              .toList();
      rows.add(
          new ReportRow.Subject(
                  name(),
                  String.format(
                      Locale.ROOT,
                      "%s, newest page of %,d rows",
                      list.function(),
                      readers.get(i).size()),
                  String.format(Locale.ROOT, "newest page of %,d rows", readers.getFirst().size()))
              .row(
                  Spread.of(ratios),
                  "times",
                  new Goal.AtMost(1.3),
                  Spread.number(Spread.of(these).median())
                      + " ms against "
                      + Spread.number(Spread.of(smallest).median())
                      + " ms"));
    }
    return rows;
  }

  /** The median time of an invocation, in milliseconds. */
  private static double median(Invocable function, byte[] event) throws FunctionError {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < INVOCATIONS; i++) {
      long start = System.nanoTime();
      function.invoke(event);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return Spread.of(millis).median();
  }
}
