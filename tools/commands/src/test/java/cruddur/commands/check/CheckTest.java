package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.Cruddur;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.terminal.StandardOutput;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.RowKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What check prints, and ends with. */
class CheckTest {

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void aWholeTableHasNoFindings() {
    CommandRun run = table.check();

    assertEquals(0, run.exitCode());
    assertEquals("", run.out());
    assertEquals("10 rows: 0 findings", run.err().substring(0, run.err().indexOf(',')));
  }

  @Test
  void aRepairOfAWholeTableWritesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(0, table.check("--repair").exitCode());
    assertEquals(before, table.items());
  }

  @Test
  void aTableOfTheSampleDataIsWhole() throws IOException {
    try (SystemUnderTest system = SystemUnderTest.start(SystemUnderTest.TEMPLATE)) {
      CommandRun run = CommandRun.of("check", "--endpoint", system.dynamoDb().toString());

      assertEquals(List.of(), run.lines());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void rowsOfOtherFamiliesAreNoConcernOfIt() {
    table.put(
        IdempotencyRecord.of(
            new RowKey.OfIdempotencyRecord(OTTER.uuid(), "key"), "digest", FIRST, Instant.EPOCH));
    table
        .table()
        .putItem("LIM#posts#u-otter", "LIM", Map.of("expires_at", AttributeValue.fromN("1")));

    table.isWhole();
  }

  @Test
  void findingsAreJsonObjectsWithWhatWasDone() {
    table.delete(BOTH);
    table.put(new HandleRow.Owned(NEWT));

    CommandRun run = table.check("--repair", "--json");

    assertEquals(1, run.exitCode());
    assertEquals(
        List.of(
            "{\"code\":\"missing-pair\",\"key\":\"DUO#u-heron#u-otter\",\"what\":\"no row, and the two have group %s\",\"outcome\":\"mended\",\"done\":\"the pair's row is there now\"}"
                .formatted(GROUP),
            "{\"code\":\"handle-without-sign-in\",\"key\":\"HDL#newt\",\"what\":\"no sign-in has this handle and its user u-newt\",\"outcome\":\"left\",\"done\":\"update-cognito-user-ids gives the user his sign-in, or removes a handle that was his\"}"),
        run.lines());
    assertEquals(
        "10 rows: 2 findings, 1 of them mended",
        run.err().substring(0, run.err().lastIndexOf(',')));
  }

  @Test
  void itEndsWhenNobodyReadsWhatItFinds() {
    table.put(new HandleRow.Owned(NEWT));
    table.delete(BOTH);
    StringWriter err = new StringWriter();
    PrintWriter out = new PrintWriter(new StandardOutput(new ClosedPipe()), false, UTF_8);

    int exitCode =
        Cruddur.commandLine(new BufferedReader(Reader.nullReader()), out, new PrintWriter(err))
            .execute("check", "--endpoint", table.table().address());

    assertEquals("", err.toString());
    assertEquals(0, exitCode);
  }

  /** As {@code head} leaves it. */
  private static final class ClosedPipe extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
