package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Issues of malformed timestamps and unreadable rows. */
class RowIssuesTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aMessageWithAnUnambiguousTimestampIsMoved() {
    Message malformed = message("2026-03-01 10:30:00+0000", HERON);
    table.put(malformed);

    table.assertIssue(
        "malformed-timestamp  MSG#%s 2026-03-01 10:30:00+0000  its sort key is not a timestamp, so it cannot be ordered"
            .formatted(GROUP));
    table.assertRepaired("moved to 2026-03-01T10:30:00.000000+00:00");
    Message moved = malformed.at(Timestamp.stored("2026-03-01T10:30:00.000000+00:00"));
    assertEquals(Optional.of(moved), table.rows().get(moved.key()));
    assertEquals(Optional.empty(), table.rows().get(malformed.key()));
  }

  @Test
  void aMessageMovedToAUsedTimestampGetsTheNextOneAndIsTheNewest() {
    Message malformed = message("2026-03-01 13:00:00+0200", HERON);
    table.put(malformed);

    table.assertIssue(
        "malformed-timestamp  MSG#%s 2026-03-01 13:00:00+0200  its sort key is not a timestamp, so it cannot be ordered"
            .formatted(GROUP));
    table.assertRepaired("moved to 2026-03-01T11:00:00.000001+00:00");
    Message moved = malformed.at(Timestamp.stored("2026-03-01T11:00:00.000001+00:00"));
    assertEquals(Optional.of(LAST), table.rows().get(LAST.key()));
    assertEquals(List.of(rowOfOtter(moved)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(moved)), table.rowsOf(HERON));
  }

  @Test
  void aMessageWithAnAmbiguousTimestampIsSkipped() {
    Message malformed = message("yesterday", HERON);
    table.put(malformed);

    table.assertIssue(
        "malformed-timestamp  MSG#%s yesterday  its sort key is not a timestamp, so it cannot be ordered"
            .formatted(GROUP));
    table.assertSkipped("find out when it was written, and put it again with that time");
    assertEquals(Optional.of(malformed), table.rows().get(malformed.key()));
  }

  @Test
  void anUnreadableMessageIsSkippedAndTheOtherRowsAreChecked() {
    table
        .table()
        .putItem(
            MessagesTable.messagesOf(GROUP),
            "2026-03-01T12:00:00.000000+00:00",
            Map.of("message_uuid", AttributeValue.fromS("m-3")));

    table.assertIssue(
        "unreadable-row  MSG#%s 2026-03-01T12:00:00.000000+00:00  The row pk=MSG#%s sk=2026-03-01T12:00:00.000000+00:00 has no attribute user_uuid. Add it, or delete the row."
            .formatted(GROUP, GROUP));
    table.assertSkipped("its correct content is unknown");
  }

  @Test
  void anUnreadableGroupRowIsSkippedAndReportedOnce() {
    table.delete(rowOfOtter(LAST).key());
    table
        .table()
        .putItem(
            MessagesTable.groupsOf(OTTER.uuid()),
            LAST.createdAt().text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));

    table.assertIssue(
        "unreadable-row  GRP#u-otter %s  The row pk=GRP#u-otter sk=%s has no attribute user_uuid. Add it, or delete the row."
            .formatted(LAST.createdAt().text(), LAST.createdAt().text()));
    table.assertSkipped("its correct content is unknown");
  }

  @Test
  void aRowThatBelongsToAnotherKeyIsUnreadable() {
    table
        .table()
        .putItem(
            "HDL#weasel",
            "PROFILE",
            Map.of(
                "user_uuid", AttributeValue.fromS(OTTER.uuid()),
                "user_handle", AttributeValue.fromS("otter"),
                "user_display_name", AttributeValue.fromS("Otter")));

    table.assertIssue("unreadable-row  HDL#weasel PROFILE  It holds the row of HDL#otter PROFILE");
    table.assertSkipped("its correct content is unknown");
  }
}
