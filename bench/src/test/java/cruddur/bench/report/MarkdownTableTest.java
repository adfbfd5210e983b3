package cruddur.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void everyRowHasEveryColumn() {
    assertEquals(
        """
        | | measured | against | result | goal | verdict | on that machine |
        |---|---|---|---|---|---|---|
        | first | a ratio | a reference | 2 (1 to 4) times | at most 1.5 times | falls short | 20 ms |
        | first | a longer name of a time | | 50 ms | at most 60 ms | ok | |
        | second | a rate | | 5 messages/s | | no goal | here |
        | second | a command | Python | not measured: no boto3 | | not measured | |
        """,
        String.join("\n", MarkdownTable.lines(SampleReport.rows())) + "\n");
  }
}
