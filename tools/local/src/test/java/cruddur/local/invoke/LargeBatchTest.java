package cruddur.local.invoke;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.item.RowItems;
import cruddur.toolkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The largest batch of the template, in AWS's runtime, with a quarter of the function's memory. */
@EnabledOnOs(OS.LINUX)
class LargeBatchTest {

  private static final int RECORDS = 1_000;
  private static final int GROUPS = 100;

  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
  private static final UserProfile RECEIVER = user(GROUPS);
  private static final String LONG_TEXT = "x".repeat(4_000);

  @AutoClose private SampleTable table;

  @Test
  void aThousandRecordsOfFourKilobytesAreProcessed() throws Exception {
    table = SampleTable.start();
    Rows rows = table.rows();
    for (int group = 0; group < GROUPS; group++) {
      assertEquals(
          new TransactionOutcome.Committed(),
          rows.transact(ConversationRows.started(message(group), RECEIVER)));
    }
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    FunctionOnDisk function = table.function("RewriteMessageGroups", "256m");
    try (RunningFunction running =
        RunningFunction.start(function, new PrintStream(log, true, StandardCharsets.UTF_8))) {
      assertEquals(
          "{\"batchItemFailures\":[]}",
          new String(running.invoke(batch()), StandardCharsets.UTF_8),
          () -> log.toString(StandardCharsets.UTF_8));
    }
    Set<String> newest =
        IntStream.range(RECORDS, RECORDS + GROUPS).mapToObj(n -> n + " x").collect(toSet());
    assertEquals(
        newest,
        rows.all(new RowQuery.GroupsOfMember(RECEIVER.uuid(), Optional.empty(), RECORDS)).stream()
            .map(row -> row.lastText().substring(0, row.lastText().indexOf(' ') + 2))
            .collect(toSet()));
  }

  private static byte[] batch() {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    for (int number = GROUPS; number < GROUPS + RECORDS; number++) {
      Map<String, AttributeValue> item = RowItems.toItem(message(number));
      ObjectNode record = records.addObject().put("eventName", "INSERT");
      ObjectNode change = record.putObject("dynamodb").put("SequenceNumber", "" + number);
      change.put("ApproximateCreationDateTime", START.getEpochSecond());
      ObjectNode image = change.putObject("NewImage");
      item.forEach((name, value) -> image.putObject(name).put("S", value.s()));
    }
    return Json.bytes(event);
  }

  private static Message message(int number) {
    return new Message(
        "d0000000-0000-4000-8000-%012d".formatted(number),
        "b0000000-0000-4000-8000-%012d".formatted(number % GROUPS),
        Timestamp.of(START.plusMillis(number)),
        user(number % GROUPS),
        number + " " + LONG_TEXT);
  }

  private static UserProfile user(int number) {
    return new UserProfile(
        "a0000000-0000-4000-8000-%012d".formatted(number), "user" + number, "User " + number);
  }
}
