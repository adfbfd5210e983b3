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

/** The output and exit codes of check. */
class CheckTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aValidTableHasNoIssues() {
    CommandRun run = table.check();

    assertEquals(0, run.exitCode());
    assertEquals("", run.out());
    assertEquals("13 rows: 0 issues", run.err().substring(0, run.err().indexOf(',')));
  }

  @Test
  void aRepairOfAValidTableWritesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(0, table.check("--repair").exitCode());
    assertEquals(before, table.items());
  }

  @Test
  void theSampleDataIsValid() throws IOException {
    try (SystemUnderTest system = SystemUnderTest.start(SystemUnderTest.TEMPLATE)) {
      CommandRun run = CommandRun.of("check", "--endpoint", system.dynamoDb().toString());

      assertEquals(List.of(), run.lines());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void rowsOfOtherTypesAreIgnored() {
    table.put(
        IdempotencyRecord.of(
            new RowKey.OfIdempotencyRecord(OTTER.uuid(), "key"), "digest", FIRST, Instant.EPOCH));
    table
        .table()
        .putItem("LIM#posts#u-otter", "LIM", Map.of("expires_at", AttributeValue.fromN("1")));

    table.assertNoIssues();
  }

  @Test
  void issuesAreJsonObjectsWithTheirRepair() {
    table.delete(BOTH);
    table.put(new HandleRow.Owned(NEWT));

    CommandRun run = table.check("--repair", "--json");

    assertEquals(1, run.exitCode());
    assertEquals(
        List.of(
            "{\"code\":\"missing-pair\",\"key\":\"DUO#u-heron#u-otter\",\"what\":\"no row, but the two users have group %s\",\"outcome\":\"repaired\",\"done\":\"the pair's row was added\"}"
                .formatted(GROUP),
            "{\"code\":\"handle-without-sign-in\",\"key\":\"HDL#newt\",\"what\":\"no sign-in has this handle and user u-newt\",\"outcome\":\"skipped\",\"done\":\"run update-cognito-user-ids to add the user's sign-in or to remove the user's former handle\"}"),
        run.lines());
    assertEquals(
        "13 rows: 2 issues, 1 of them repaired",
        run.err().substring(0, run.err().lastIndexOf(',')));
  }

  @Test
  void aClosedOutputEndsTheCheck() {
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
