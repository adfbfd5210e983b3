package cruddur.bench.runtime;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.running.ProcessMemory;
import cruddur.bench.table.BenchTable;
import cruddur.local.invoke.RunningFunction;
import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.template.FunctionDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The peak memory of each function's process after many events: the largest resident set that Linux
 * has counted ({@code VmHWM}).
 */
public final class MemoryMeasurement implements Measurement {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String about() {
    return "peak memory of each function in AWS's runtime";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, FunctionError {
    int count = run.scale().events();
    List<ReportRow> rows = new ArrayList<>();
    if (!ProcessMemory.isAvailable()) {
      return List.of(
          new ReportRow.Subject(name(), "peak memory of each function", "")
              .notMeasured(ProcessMemory.NOT_AVAILABLE));
    }
    try (BenchTable table = BenchTable.start(run.home())) {
      FunctionEvents events = new FunctionEvents(table, count);
      for (FunctionDefinition function : table.template().functions()) {
        run.step(function.logicalId());
        rows.add(
            new ReportRow.Subject(
                    name(),
                    String.format(
                        Locale.ROOT,
                        "peak memory of %s after %,d events",
                        function.logicalId(),
                        count),
                    "")
                .row(Spread.of(peakMib(run, function, events)), "MB", new Goal.Below(256), ""));
      }
    }
    return rows;
  }

  private static double peakMib(BenchRun run, FunctionDefinition function, FunctionEvents events)
      throws IOException, FunctionError {
    FunctionDefinition sized =
        function.withEnvironment(Map.of("JAVA_TOOL_OPTIONS", heapOf(function.memorySize())));
    try (RunningFunction running =
        RunningFunction.start(
            new FunctionFolders(run.home()).function(sized),
            List.of(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))) {
      for (int i = 0; i < run.scale().events(); i++) {
        byte[] response = running.invoke(events.event(function.logicalId(), i));
        if (!FunctionEvents.isSuccess(response)) {
          throw new IllegalStateException(function.logicalId() + " refused event " + i);
        }
      }
      return ProcessMemory.of(running.pid()).peakMib();
    }
  }

  /** The JVM sizes its heap by the memory of the machine; in Lambda that is the function's. */
  private static String heapOf(int memoryMib) {
    return "-XX:MaxRAM=" + memoryMib + "m -XX:MaxRAMPercentage=85";
  }
}
