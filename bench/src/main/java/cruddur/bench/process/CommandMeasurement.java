package cruddur.bench.process;

import cruddur.bench.report.Goal;
import cruddur.bench.report.ReportRow;
import cruddur.bench.report.Spread;
import cruddur.bench.run.BenchRun;
import cruddur.bench.run.Measurement;
import cruddur.bench.table.BenchTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The processor time of a short command, against boto3 doing the same. */
public final class CommandMeasurement implements Measurement {

  private static final int PAIRS_FOR_EACH_START = 3;

  private static final String LIST_TABLES =
      """
      import sys, boto3
      client = boto3.client(
          "dynamodb", endpoint_url=sys.argv[1], region_name="us-east-1",
          aws_access_key_id="local", aws_secret_access_key="local")
      print("\\n".join(client.list_tables()["TableNames"]))
      """;

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String about() {
    return "processor time of bin/cruddur list-tables, against boto3";
  }

  @Override
  public List<ReportRow> measure(BenchRun run) throws IOException, InterruptedException {
    ReportRow.Subject subject =
        new ReportRow.Subject(
            name(), "processor time of bin/cruddur list-tables", "Python with boto3");
    if (run.python().isEmpty() || !hasBoto3(run.python().get())) {
      return List.of(
          subject.notMeasured("no Python with boto3; name one with --python, or run .ci/run once"));
    }
    try (BenchTable table = BenchTable.start(run.home())) {
      String endpoint = table.endpoint().uri().toString();
      List<String> ours =
          List.of(
              run.home().resolve("bin/cruddur").toString(), "list-tables", "--endpoint", endpoint);
      List<String> theirs = List.of(run.python().get().toString(), "-c", LIST_TABLES, endpoint);
      CpuTime.seconds(ours); // builds, and creates the AOT cache
      CpuTime.seconds(theirs); // compiles modules
      List<Double> seconds = new ArrayList<>();
      List<Double> python = new ArrayList<>();
      for (int i = 0; i < run.scale().starts() * PAIRS_FOR_EACH_START; i++) {
        seconds.add(CpuTime.seconds(ours));
        python.add(CpuTime.seconds(theirs));
      }
      return List.of(
          subject.row(
              Spread.of(
                  IntStream.range(0, seconds.size())
                      .mapToObj(i -> seconds.get(i) / python.get(i))
                      .toList()),
              "times",
              new Goal.AtMost(1),
              Spread.number(Spread.of(seconds).median())
                  + " s, Python "
                  + Spread.number(Spread.of(python).median())
                  + " s"));
    }
  }

  private static boolean hasBoto3(Path python) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(python.toString(), "-c", "import boto3"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
