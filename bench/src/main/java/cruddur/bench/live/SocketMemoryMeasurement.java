package cruddur.bench.live;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.running.LocalSystemProcess;
import cruddur.bench.running.ProcessMemory;
import cruddur.bench.running.RunningApi;
import cruddur.bench.running.RunningUsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The memory of bin/up without and with connections for live events. */
public final class SocketMemoryMeasurement implements Measurement {

  private static final int USERS = 20;

  private static final double MAX_MIB = 1024;

  @Override
  public String name() {
    return "sockets";
  }

  @Override
  public String about() {
    return "memory of bin/up without and with connections for live events";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    if (!ProcessMemory.isAvailable()) {
      return List.of(
          new ReportRow.Subject(name(), "resident memory of bin/up", "")
              .notMeasured(ProcessMemory.NOT_AVAILABLE));
    }
    List<ReportRow> rows = new ArrayList<>();
    try (LocalSystemProcess system = LocalSystemProcess.start(run.home())) {
      ProcessMemory memory = ProcessMemory.of(system.process().pid());
      RunningApi api = new RunningApi(system.apiPort());
      try (RunningUsers users = RunningUsers.signUp(api, USERS);
          Subscribers subscribers = new Subscribers(api, users)) {
        for (int connections : List.of(0, Subscribers.MANY)) {
          run.step(connections + " connected");
          subscribers.connect(connections);
          rows.add(row(memory, connections));
        }
      }
    }
    return rows;
  }

  private ReportRow row(ProcessMemory memory, int connections) throws IOException {
    String measured =
        String.format(Locale.ROOT, "resident memory of bin/up, %d connected", connections);
    return new ReportRow.Subject(name(), measured, "")
        .row(Spread.of(memory.residentMib()), "MB", new Goal.Below(MAX_MIB), "");
  }
}
