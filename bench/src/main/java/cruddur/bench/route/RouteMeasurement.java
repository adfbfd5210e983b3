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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The latency of each route. There are two references, which send the same requests to DynamoDB: a
 * function that does nothing else behind the same API, and a program that calls the SDK. The first
 * shows what the functions add, the second also what the local stand-in for API Gateway adds.
 */
public final class RouteMeasurement implements Measurement {

  private static final List<Integer> CONNECTIONS = List.of(1, 32);

  /** The route, its requests to DynamoDB alone, and those behind the same API. */
  private record Round(Latencies route, Latencies bare, Latencies bareBehindApi) {

    double ratioToBare() {
      return route.percentile(0.5) / bare.percentile(0.5);
    }

    double ratioToBareBehindApi() {
      return route.percentile(0.5) / bareBehindApi.percentile(0.5);
    }
  }

  @Override
  public String name() {
    return "route";
  }

  @Override
  public String about() {
    return "latency and requests a second of each route at 1 and 32 connections";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    try (SystemUnderLoad system = SystemUnderLoad.start(run.home(), run.scale().users())) {
      List<ReportRow> rows = new ArrayList<>();
      for (RouteCalls route : system.routes()) {
        run.step(route.name());
        round(run, system, route, CONNECTIONS.getFirst()); // warms up
        for (int connections : CONNECTIONS) {
          List<Round> rounds = new ArrayList<>();
          for (int i = 0; i < run.scale().slices(); i++) {
            rounds.add(round(run, system, route, connections));
          }
          rows.addAll(rows(route, connections, rounds));
        }
      }
      return rows;
    }
  }

  private static Round round(
      BenchRun run, SystemUnderLoad system, RouteCalls route, int connections)
      throws InterruptedException {
    Duration slice = run.scale().slice();
    Latencies bare = Load.run(route.bare(), connections, slice);
    Latencies bareBehindApi =
        Load.run(() -> route.request().send(system.bareApi()), connections, slice);
    Latencies measured = Load.run(() -> route.request().send(system.api()), connections, slice);
    return new Round(measured, bare, bareBehindApi);
  }

  private List<ReportRow> rows(RouteCalls route, int connections, List<Round> rounds) {
    String measured =
        "p50 of "
            + route.name()
            + ", "
            + connections
            + (connections == 1 ? " connection" : " connections");
    String here = figures(rounds, Round::route);
    return List.of(
        new ReportRow.Subject(name(), measured, route.bareText() + " behind the same API")
            .row(
                Spread.of(rounds.stream().map(Round::ratioToBareBehindApi).toList()),
                "times",
                new Goal.AtMost(1.5),
                here + "; reference " + figures(rounds, Round::bareBehindApi)),
        new ReportRow.Subject(name(), measured, route.bareText() + " without an API")
            .row(
                Spread.of(rounds.stream().map(Round::ratioToBare).toList()),
                "times",
                new Goal.AtMost(1.5),
                "reference " + figures(rounds, Round::bare)));
  }

  /** {@code 420/s, p50 2.1 ms, p99 6.3 ms}. */
  private static String figures(List<Round> rounds, Function<Round, Latencies> which) {
    List<Latencies> all = rounds.stream().map(which).toList();
    return median(all, Latencies::perSecond)
        + "/s, p50 "
        + median(all, latencies -> latencies.percentile(0.5))
        + " ms, p99 "
        + median(all, latencies -> latencies.percentile(0.99))
        + " ms";
  }

  private static String median(List<Latencies> rounds, ToDoubleFunction<Latencies> figure) {
    return Spread.number(Spread.of(rounds.stream().mapToDouble(figure).toArray()).median());
  }
}
