package cruddur.bench.runtime;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.table.ApiEvents;
import cruddur.bench.table.BenchConversation;
import cruddur.bench.table.BenchTable;
import cruddur.bench.table.BenchUsers;
import cruddur.local.files.TemporaryFolder;
import cruddur.local.invoke.FunctionOnDisk;
import cruddur.local.invoke.RunningFunction;
import cruddur.local.lambda.FunctionError;
import cruddur.messaging.port.row.UserProfile;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The time to the first response in AWS's Java runtime, on one core: from the start of the process,
 * and from the moment when a primed function is restored. The function is ListMessageGroups.
 */
public final class StartMeasurement implements Measurement {

  private static final String FUNCTION = "ListMessageGroups";
  private static final int WARM_INVOCATIONS = 20;

  /** In milliseconds. */
  private record Restored(double first, double warm) {}

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String about() {
    return "time to the first response in AWS's runtime: cold, and restored";
  }

  @Override
  public List<ReportRow> measure(BenchRun run)
      throws IOException, FunctionError, InterruptedException {
    ReportRow.Subject cold =
        new ReportRow.Subject(
            name(), "cold start to the first response", "a bare SDK query, same event types");
    ReportRow.Subject restored =
        new ReportRow.Subject(name(), "restored and primed to the first response", "");
    ReportRow.Subject warm =
        new ReportRow.Subject(
            name(), "restored and primed to the first response", "a warm response");
    if (!PinnedCore.isAvailable()) {
      String reason = "there is no taskset";
      return List.of(
          cold.notMeasured(reason), restored.notMeasured(reason), warm.notMeasured(reason));
    }
    try (BenchTable table = BenchTable.start(run.home());
        TemporaryFolder folder =
            TemporaryFolder.create(
                Path.of(System.getProperty("java.io.tmpdir")), "cruddur-bench-")) {
      UserProfile caller = BenchUsers.user(1);
      table.loader().load(BenchUsers.profileRows(caller));
      table.loader().load(new BenchConversation(1, caller, BenchUsers.user(2)).rows(1));
      byte[] event = ApiEvents.listMessageGroups(caller, 20);
      FunctionFolders folders = new FunctionFolders(run.home());
      FunctionOnDisk real = folders.function(table.definition(FUNCTION));
      FunctionOnDisk bare = folders.bareQuery(table.definition(FUNCTION), folder.path());

      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      coldMillis(real, event); // fills the caches of the file system
      for (int i = 0; i < run.scale().starts(); i++) {
        run.step("cold start " + (i + 1) + " of " + run.scale().starts());
        theirs.add(coldMillis(bare, event));
        ours.add(coldMillis(real, event));
      }
      List<Restored> restores = new ArrayList<>();
      for (int i = 0; i < run.scale().starts(); i++) {
        run.step("restore " + (i + 1) + " of " + run.scale().starts());
        restores.add(restoredMillis(real, event));
      }
      return List.of(
          coldRow(cold, ours, theirs),
          restored.row(
              Spread.of(restores.stream().map(Restored::first).toList()),
              "ms",
              new Goal.AtMost(60),
              ""),
          warm.row(
              Spread.of(
                  restores.stream().map(restore -> restore.first() / restore.warm()).toList()),
              "times",
              new Goal.AtMost(2),
              "warm "
                  + Spread.number(
                      Spread.of(restores.stream().map(Restored::warm).toList()).median())
                  + " ms"));
    }
  }

  private static ReportRow coldRow(
      ReportRow.Subject subject, List<Double> ours, List<Double> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i) / theirs.get(i));
    }
    return subject.row(
        Spread.of(ratios),
        "times",
        new Goal.AtMost(1.15),
        Spread.number(Spread.of(ours).median())
            + " ms, bare "
            + Spread.number(Spread.of(theirs).median())
            + " ms");
  }

  private static double coldMillis(FunctionOnDisk function, byte[] event)
      throws IOException, FunctionError {
    long start = System.nanoTime();
    try (RunningFunction running =
        RunningFunction.start(function, PinnedCore.launcher(), noLog())) {
      return millisOf(running, event, start);
    }
  }

  private static Restored restoredMillis(FunctionOnDisk function, byte[] event)
      throws IOException, FunctionError {
    try (RunningFunction running =
        RunningFunction.startAtSnapshot(function, PinnedCore.launcher(), noLog())) {
      long start = System.nanoTime();
      running.restore();
      double first = millisOf(running, event, start);
      List<Double> warm = new ArrayList<>();
      for (int i = 0; i < WARM_INVOCATIONS; i++) {
        warm.add(millisOf(running, event, System.nanoTime()));
      }
      return new Restored(first, Spread.of(warm).median());
    }
  }

  private static double millisOf(RunningFunction running, byte[] event, long start)
      throws FunctionError {
    byte[] response = running.invoke(event);
    double millis = (running.lastResponseNanos() - start) / 1e6;
    int status =
        Json.parseObject(response).map(json -> json.path("statusCode").intValue()).orElse(0);
    if (status != 200) {
      throw new IllegalStateException("the function responded " + status);
    }
    return millis;
  }

  private static PrintStream noLog() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
