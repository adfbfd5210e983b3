package cruddur.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void rowsAreInColumnsUnderTheirMeasurement() {
    assertEquals(
        """
        first
          a ratio                  2 (1 to 4) times        at most 1.5 times  falls short
              against a reference; on this machine 20 ms
          a longer name of a time  50 ms                   at most 60 ms      ok
        second
          a rate                   5 messages/s                               no goal
              on this machine here
          a command                not measured: no boto3                     not measured
              against Python

        1 of 2 goals are reached. These are not:
          first: a ratio: 2 (1 to 4) times
        """,
        String.join("\n", TextTable.lines(SampleReport.rows())) + "\n");
  }

  @Test
  void ifAllGoalsAreReachedItSaysSo() {
    List<String> lines = TextTable.lines(SampleReport.rows().subList(1, 2));
    assertEquals("1 of 1 goals are reached.", lines.getLast());
  }
}
