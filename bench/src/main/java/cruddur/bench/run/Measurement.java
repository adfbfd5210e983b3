package cruddur.bench.run;

import cruddur.bench.report.ReportRow;
import java.util.List;

/** One measurement, with one or more rows of the table. */
public interface Measurement {

  /** The name that selects it on the command line: one word in lower case. */
  String name();

  /** What it measures, in a few words for the help. */
  String about();

  /**
   * Measures.
   *
   * @throws Exception if what is measured fails; nothing is left running then
   */
  List<ReportRow> measure(BenchRun run) throws Exception;
}
